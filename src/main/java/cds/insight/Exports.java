package cds.insight;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Writes recorded decisions for others to keep: one after the other, whatever their number. Neither
 * comments nor names are in it; patients and users are keyed hashes.
 */
@Repository
public class Exports {

  private static final List<String> COLUMNS =
      List.of(
          "id",
          "at",
          "replica",
          "client",
          "tenant",
          "service",
          "hook",
          "hookInstance",
          "release",
          "patientKey",
          "patient",
          "outcome",
          "cards",
          "micros",
          "findings");

  private final PastDecisions decisions;

  /** Takes the database with the records. */
  public Exports(JdbcClient database) {
    this.decisions = new PastDecisions(database);
  }

  /** How decisions are written. */
  public enum Format {
    /** AuditEvent resources (FHIR R4), one a line. */
    FHIR,
    /** A table, RFC 4180. */
    CSV;

    /** The word for it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The format of this word. */
    public static Optional<Format> ofWord(String word) {
      return Stream.of(values()).filter(format -> format.word().equals(word)).findFirst();
    }
  }

  /**
   * Writes the decisions of a time, the oldest first.
   *
   * @param from the first instant
   * @param to the first instant that is too late
   * @return how many there were
   * @throws UncheckedIOException when they cannot be written
   */
  public long write(Format format, Instant from, Instant to, Appendable out) {
    long[] count = {0};
    if (format == Format.CSV) {
      append(out, Table.line(COLUMNS));
    }
    decisions.between(
        from,
        to,
        decision -> {
          append(
              out,
              format == Format.CSV
                  ? Table.line(columns(decision))
                  : AuditEvents.line(decision) + "\n");
          count[0]++;
        });
    return count[0];
  }

  private static void append(Appendable out, String line) {
    try {
      out.append(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> columns(PastDecision decision) {
    return Stream.of(
            decision.id(),
            decision.at().toString(),
            decision.replica(),
            decision.client(),
            decision.tenant(),
            decision.service(),
            decision.hook(),
            decision.hookInstance(),
            decision.release(),
            decision.patientKey(),
            decision.patient(),
            decision.outcome(),
            String.valueOf(decision.cards()),
            String.valueOf(decision.micros()),
            decision
                .content()
                .path("findings")
                .valueStream()
                .map(finding -> finding.path("code").asString(""))
                .distinct()
                .collect(Collectors.joining(" ")))
        .map(cell -> cell == null ? "" : cell)
        .toList();
  }
}
