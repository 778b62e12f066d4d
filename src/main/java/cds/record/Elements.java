package cds.record;

import cds.decide.Recorded;
import cds.knowledge.DataElement;
import cds.knowledge.DataValue;
import cds.knowledge.Doses;
import cds.knowledge.Evaluation;
import cds.knowledge.Missing;
import cds.knowledge.RuleSet;
import cds.knowledge.Situation;
import cds.knowledge.Source;
import cds.language.Phrase;
import cds.language.Sentence;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * The data elements behind a decision, as its record holds them: {@code elements} of the patient,
 * and {@code orders} with the elements of each draft order that differ from the patient's.
 *
 * <pre>{@code
 * "elements": [ {"element": "weight_kg", "value": "28.0", "date": "2025-06-10",
 *                "from": ["Observation/weight"], "unconfirmed": true},
 *               {"element": "age_months", "missing": "invalid", "from": ["Patient"]} ],
 * "no": [ "ad_suspected", … ],
 * "orders": [ {"order": "MedicationRequest/draft-1", "elements": [ … ], "no": [ … ]} ]
 * }</pre>
 *
 * Values are written as tables write them. {@code no} lists the elements of which there is nothing
 * to tell but that value, which are most. An element without value and without anything on record
 * is left out, and so is every text.
 */
public final class Elements {

  private static final String ELEMENTS = "elements";
  private static final String ORDERS = "orders";
  private static final String NO = "no";
  private static final DataValue NO_MORE_TO_SAY = DataValue.of(false, List.of());
  private static final String PATIENT = "Patient/";

  private Elements() {}

  /**
   * Writes the members {@code elements} and {@code orders} into the object that is open.
   *
   * @param json where to
   * @param rules the release that decided
   * @param evaluation what it said
   */
  public static void write(JsonGenerator json, RuleSet rules, Evaluation evaluation) {
    write(json, rules, evaluation.situation(), null);
    if (!evaluation.orders().isEmpty()) {
      json.writeArrayPropertyStart(ORDERS);
      for (Evaluation.OfOrder order : evaluation.orders()) {
        json.writeStartObject();
        json.writeStringProperty("order", order.order().reference());
        write(json, rules, order.situation(), evaluation.situation());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
  }

  private static void write(
      JsonGenerator json, RuleSet rules, Situation situation, @Nullable Situation without) {
    List<String> no = new ArrayList<>();
    json.writeArrayPropertyStart(ELEMENTS);
    for (DataElement element : rules.elements().values()) {
      DataValue value = situation.get(element);
      boolean same = without != null && without.get(element).equals(value);
      if (same || element.type() == DataElement.Type.TEXT || !tells(value)) {
        continue;
      }
      if (value.equals(NO_MORE_TO_SAY)) {
        no.add(element.name());
      } else {
        write(json, element, value);
      }
    }
    json.writeEndArray();
    if (!no.isEmpty()) {
      json.writeArrayPropertyStart(NO);
      no.forEach(json::writeString);
      json.writeEndArray();
    }
  }

  /** Whether there is more to say than that nothing is on record. */
  private static boolean tells(DataValue value) {
    return !(value instanceof DataValue.None none)
        || none.reason() != Missing.ABSENT
        || !none.sources().isEmpty();
  }

  private static void write(JsonGenerator json, DataElement element, DataValue value) {
    json.writeStartObject();
    json.writeStringProperty("element", element.name());
    if (value instanceof DataValue.None none) {
      json.writeStringProperty("missing", none.reason().word());
    } else if (value instanceof DataValue.Known known) {
      json.writeStringProperty("value", word(known.value()));
    }
    LocalDate date = value.dated();
    if (date != null) {
      json.writeStringProperty("date", date.toString());
    }
    if (!value.sources().isEmpty()) {
      json.writeArrayPropertyStart("from");
      resources(value.sources()).forEach(json::writeString);
      json.writeEndArray();
    }
    if (value.isUnconfirmed()) {
      json.writeBooleanProperty("unconfirmed", true);
    }
    json.writeEndObject();
  }

  private static Set<String> resources(Set<Source> sources) {
    if (sources.size() == 1) {
      return Set.of(resource(sources.iterator().next()));
    }
    Set<String> resources = new LinkedHashSet<>();
    sources.forEach(source -> resources.add(resource(source)));
    return resources;
  }

  /** The resource as a record names it: the id of a Patient would tell who it is. */
  static String resource(Source source) {
    return source.resource().startsWith(PATIENT) ? "Patient" : source.resource();
  }

  /** A value as tables write it. */
  private static String word(Object value) {
    if (value instanceof Boolean yes) {
      return yes ? "yes" : "no";
    }
    return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
  }

  /**
   * Reads the data elements of a record, as a release understands them. A value that is none of the
   * release's element is invalid; an element that the release does not have is passed over.
   *
   * @param record the content of a record
   * @param rules the release that is to evaluate it
   */
  public static Recorded read(JsonNode record, RuleSet rules) {
    List<Recorded.OfOrder> orders = new ArrayList<>();
    for (JsonNode order : record.path(ORDERS)) {
      orders.add(new Recorded.OfOrder(order.path("order").asString(""), values(order, rules)));
    }
    return new Recorded(values(record, rules), List.copyOf(orders));
  }

  private static Map<String, DataValue> values(JsonNode record, RuleSet rules) {
    Map<String, DataValue> values = new LinkedHashMap<>();
    for (JsonNode name : record.path(NO)) {
      DataElement element = rules.elements().get(name.asString(""));
      if (element != null) {
        boolean known = element.type() == DataElement.Type.BOOLEAN;
        values.put(element.name(), known ? NO_MORE_TO_SAY : DataValue.none(Missing.INVALID));
      }
    }
    for (JsonNode entry : record.path(ELEMENTS)) {
      DataElement element = rules.elements().get(entry.path("element").asString(""));
      if (element != null) {
        values.put(element.name(), value(entry, element));
      }
    }
    return values;
  }

  private static DataValue value(JsonNode entry, DataElement element) {
    List<Source> from = new ArrayList<>();
    for (JsonNode resource : entry.path("from")) {
      from.add(new Source(resource.asString(""), Sentence.verbatim(resource.asString(""))));
    }
    if (entry.has("missing")) {
      Missing reason =
          Missing.ofWord(entry.path("missing").asString("")).orElse(Missing.UNREADABLE);
      return DataValue.none(reason, Phrase.NOT_DERIVED, from);
    }
    String word = entry.path("value").asString("");
    Object value = parse(word, element);
    if (value == null) {
      return DataValue.none(Missing.INVALID, Phrase.NOT_DERIVED, from);
    }
    String date = entry.path("date").asString("");
    DataValue known = DataValue.of(value, date.isEmpty() ? null : LocalDate.parse(date), from);
    return entry.path("unconfirmed").asBoolean(false) ? known.markedUnconfirmed() : known;
  }

  /** A word as the element's type has it; null when it is none of its values. */
  private static @Nullable Object parse(String word, DataElement element) {
    try {
      return switch (element.type()) {
        case NUMBER, INTEGER -> {
          BigDecimal number = new BigDecimal(word);
          yield element.domain() == null || element.domain().holds(number) ? number : null;
        }
        case BOOLEAN -> word.equals("yes") ? Boolean.TRUE : word.equals("no") ? false : null;
        case CODE -> element.values().contains(word) ? word : null;
        case DATE -> LocalDate.parse(word);
        case DOSES -> word.isEmpty() ? new Doses(List.of()) : Doses.parse(word);
        case TEXT -> null;
      };
    } catch (IllegalArgumentException | DateTimeParseException e) {
      return null;
    }
  }
}
