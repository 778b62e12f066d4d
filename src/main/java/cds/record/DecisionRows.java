package cds.record;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The rows that are taken from the content of decisions, so that they can be asked about. */
final class DecisionRows {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Members that no row is taken from, and most of a content. */
  private static final Set<String> LONG = Set.of("elements", "no", "orders", "findings");

  private final List<Object[]> decisions = new ArrayList<>();
  private final List<Object[]> shown = new ArrayList<>();

  /**
   * What a row says, to be compared with its content.
   *
   * @param told every column but the ids and the time
   * @param shown its findings on cards
   */
  record Row(List<String> told, List<String> shown) {

    /** The row that a content must have. */
    static Row of(String id, JsonNode content) {
      return new Row(
          DecisionRows.columns(id, content).stream().skip(4).map(String::valueOf).toList(),
          DecisionRows.shown(id, content).stream().map(Row::joined).sorted().toList());
    }

    private static String joined(List<@Nullable Object> columns) {
      return String.join("|", columns.stream().map(String::valueOf).toList());
    }
  }

  /** Adds one decision. */
  void add(Link link, byte[] json) {
    JsonNode content = shortened(json);
    decisions.add(columns(link, content).toArray());
    shown(link.id(), content).forEach(columns -> shown.add(columns.toArray()));
  }

  /** A content without its long members. */
  private static JsonNode shortened(byte[] json) {
    ObjectNode rest = JsonNodeFactory.instance.objectNode();
    try (JsonParser parser = JSON.createParser(json)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        if (LONG.contains(name)) {
          parser.skipChildren();
        } else {
          rest.set(name, parser.readValueAsTree());
        }
      }
    }
    return rest;
  }

  /** Inserts them. */
  void insert(JdbcTemplate database) {
    database.batchUpdate(
        """
        insert into decision (id, chain, seq, decided_at, client, tenant, service, hook,
          hook_instance, release, patient_key, patient, outcome, cards, micros)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        decisions);
    database.batchUpdate(
        """
        insert into shown (decision, card, place, code, policy, urgency, rule, version, leads)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        shown);
  }

  private static List<@Nullable Object> columns(Link link, JsonNode content) {
    List<@Nullable Object> columns = columns(link.id(), content);
    columns.set(1, link.chain());
    columns.set(2, link.seq());
    columns.set(3, OffsetDateTime.parse(text(content, "at")));
    return columns;
  }

  private static List<@Nullable Object> columns(String id, JsonNode content) {
    List<@Nullable Object> columns = new ArrayList<>();
    columns.add(id);
    columns.add("");
    columns.add("");
    columns.add("");
    columns.add(text(content, "client"));
    columns.add(content.path("tenant").asString(null));
    columns.add(text(content, "service"));
    columns.add(text(content, "hook"));
    columns.add(text(content, "hookInstance"));
    columns.add(text(content, "release"));
    columns.add(content.at("/patient/key").asString(null));
    columns.add(content.at("/patient/hash").asString(null));
    columns.add(text(content, "outcome"));
    columns.add(content.path("cards").size());
    columns.add(content.path("micros").asLong(0));
    return columns;
  }

  private static List<List<@Nullable Object>> shown(String id, JsonNode content) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (JsonNode card : content.path("cards")) {
      int place = 0;
      for (JsonNode finding : card.path("findings")) {
        List<@Nullable Object> row = new ArrayList<>();
        row.add(id);
        row.add(text(card, "uuid"));
        row.add(place++);
        row.add(text(finding, "code"));
        row.add(finding.path("policy").asString(null));
        row.add(text(finding, "urgency"));
        row.add(text(finding, "rule"));
        row.add(text(finding, "version"));
        row.add(finding.path("leads").asBoolean(false));
        rows.add(row);
      }
    }
    return rows;
  }

  private static String text(JsonNode node, String member) {
    return Objects.requireNonNull(node.path(member).asString(""));
  }

  /** The rows of a chain between two links. */
  static Map<Long, Row> read(JdbcTemplate database, String chain, long after, long to) {
    Map<String, List<String>> shown = new HashMap<>();
    database.query(
        """
        select shown.decision, card, place, code, policy, urgency, rule, version, leads from shown
        join decision on decision.id = shown.decision
        where decision.chain = ? and decision.seq > ? and decision.seq <= ?
        """,
        row -> {
          List<@Nullable Object> columns = new ArrayList<>();
          for (int i = 1; i <= 9; i++) {
            columns.add(row.getObject(i));
          }
          shown.computeIfAbsent(row.getString(1), id -> new ArrayList<>()).add(Row.joined(columns));
        },
        chain,
        after,
        to);
    Map<Long, Row> rows = new HashMap<>();
    database.query(
        """
        select id, seq, client, tenant, service, hook, hook_instance, release, patient_key, patient,
          outcome, cards, micros
        from decision where chain = ? and seq > ? and seq <= ?
        """,
        row -> {
          List<String> told = new ArrayList<>();
          for (int i = 3; i <= 13; i++) {
            told.add(String.valueOf(row.getObject(i)));
          }
          List<String> findings = shown.getOrDefault(row.getString(1), List.of());
          rows.put(row.getLong(2), new Row(told, findings.stream().sorted().toList()));
        },
        chain,
        after,
        to);
    return rows;
  }
}
