package cds.insight;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Made-up decisions, cards and feedback, the same for the same seed: with calls that come again,
 * cards under a second release, patients under a second key, several reports on a card, reports of
 * the wrong client and reports on cards that nobody showed.
 */
public final class Recorded {

  /** The first day. */
  public static final Instant START = Instant.parse("2025-03-01T00:00:00Z");

  static final int DAYS = 60;

  private static final List<String> SERVICES = List.of("view", "sign", "refill");
  private static final List<String> CLIENTS = List.of("ehr-a", "ehr-b");
  private static final List<String> CODES = List.of("A", "B", "C", "D", "E", "F");
  private static final List<String> URGENCIES =
      List.of("info", "routine", "soon", "urgent", "emergency");
  private static final List<String> REASONS = List.of("other", "data-wrong", "already-done");
  private static final int SECONDS_A_DAY = 86_400;

  final List<Decision> decisions = new ArrayList<>();
  final List<Line> lines = new ArrayList<>();
  final List<Report> reports = new ArrayList<>();
  private final Random random;

  record Decision(
      String id,
      Instant at,
      String client,
      String service,
      String hookInstance,
      String release,
      @Nullable String key,
      @Nullable String patient,
      String outcome,
      long micros) {}

  record Line(
      Decision decision, String card, int place, String code, String urgency, boolean leads) {

    ShownKey key() {
      return new ShownKey("rule/" + code.toLowerCase(Locale.ROOT), "1.0.0", code, decision.release);
    }
  }

  record Report(
      String id, String client, String card, String outcome, @Nullable String reason, Instant at) {}

  /** Makes them up. */
  public Recorded(long seed, int calls) {
    random = new Random(seed);
    for (int i = 0; i < calls; i++) {
      call();
    }
  }

  private void call() {
    Instant at = START.plusSeconds(random.nextInt(DAYS * SECONDS_A_DAY));
    boolean late = at.isAfter(START.plusSeconds((long) DAYS * SECONDS_A_DAY / 2));
    boolean nobody = random.nextInt(50) == 0;
    Decision first =
        new Decision(
            "c-" + decisions.size(),
            at,
            oneOf(CLIENTS),
            SERVICES.get(Math.min(random.nextInt(4), 2)),
            new UUID(1, random.nextLong()).toString(),
            late ? "sha256:new" : "sha256:old",
            nobody ? null : late ? "k2" : "k1",
            nobody ? null : "%064d".formatted(random.nextInt(30) + (late ? 1000 : 0)),
            random.nextInt(20) == 0 ? "refused" : "answered",
            1_000 + random.nextInt(100_000));
    decisions.add(first);
    List<Line> shown = first.outcome.equals("answered") ? cards(first) : List.of();
    lines.addAll(shown);
    if (random.nextInt(6) == 0) {
      again(first, shown);
    }
    shown.stream().filter(Line::leads).forEach(this::report);
  }

  /** The same call again, perhaps answered by the next release. */
  private void again(Decision first, List<Line> shown) {
    Decision second =
        new Decision(
            "c-" + decisions.size(),
            first.at.plusSeconds(random.nextInt(3 * SECONDS_A_DAY)),
            first.client,
            first.service,
            first.hookInstance,
            random.nextBoolean() ? first.release : "sha256:new",
            first.key,
            first.patient,
            first.outcome,
            first.micros);
    decisions.add(second);
    shown.forEach(l -> lines.add(new Line(second, l.card, l.place, l.code, l.urgency, l.leads)));
  }

  private List<Line> cards(Decision decision) {
    List<Line> cards = new ArrayList<>();
    for (int card = random.nextInt(3); card > 0; card--) {
      String uuid = new UUID(random.nextLong(), random.nextLong()).toString();
      int count = 1 + random.nextInt(3);
      int lead = random.nextInt(count);
      for (int place = 0; place < count; place++) {
        // The last codes are rare.
        String code = CODES.get(Math.min(random.nextInt(6), random.nextInt(30)));
        cards.add(new Line(decision, uuid, place, code, oneOf(URGENCIES), place == lead));
      }
    }
    return cards;
  }

  private void report(Line line) {
    for (int more = random.nextInt(3); more > 0; more--) {
      boolean accepted = random.nextInt(3) == 0;
      int oddity = random.nextInt(12);
      reports.add(
          new Report(
              "%064d".formatted(reports.size()),
              oddity == 0 ? "ehr-c" : line.decision.client,
              oddity == 1
                  ? "nobody-showed-this"
                  : oddity == 2 ? line.card.toUpperCase(Locale.ROOT) : line.card,
              accepted ? "accepted" : "overridden",
              accepted || random.nextInt(5) == 0 ? null : oneOf(REASONS),
              line.decision.at.plusSeconds(random.nextInt(SECONDS_A_DAY))));
    }
  }

  private String oneOf(List<String> words) {
    return words.get(random.nextInt(words.size()));
  }

  /** Writes all of it to an empty database. */
  public void write(JdbcTemplate database) {
    database.batchUpdate(
        """
        insert into decision (id, chain, seq, decided_at, client, service, hook, hook_instance,
          release, patient_key, patient, outcome, cards, micros)
        values (?, 'c', ?, ?, ?, ?, 'patient-view', ?, ?, ?, ?, ?, 0, ?)
        """,
        decisions.stream().map(Recorded::row).toList());
    database.batchUpdate(
        """
        insert into shown (decision, card, place, code, urgency, rule, version, leads)
        values (?, ?, ?, ?, ?, ?, '1.0.0', ?)
        """,
        lines.stream().map(Recorded::row).toList());
    database.batchUpdate(
        """
        insert into feedback (id, client, service, card, outcome, outcome_timestamp,
          override_reason_code, received_at)
        values (?, ?, 'view', ?, ?, ?, ?, ?)
        """,
        reports.stream().map(Recorded::row).toList());
  }

  private static Object[] row(Decision d) {
    long seq = Long.parseLong(d.id.substring(2));
    return new Object[] {
      d.id,
      seq,
      utc(d.at),
      d.client,
      d.service,
      d.hookInstance,
      d.release,
      d.key,
      d.patient,
      d.outcome,
      d.micros
    };
  }

  private static Object[] row(Line l) {
    return new Object[] {
      l.decision.id, l.card, l.place, l.code, l.urgency, l.key().rule(), l.leads
    };
  }

  private static Object[] row(Report r) {
    return new Object[] {r.id, r.client, r.card, r.outcome, utc(r.at), r.reason, utc(r.at)};
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
