package cds.burden;

import cds.acceptance.Fhir;
import cds.acceptance.Json;
import cds.acceptance.Person;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The patients that are shipped to compare drafts with: the first of the cohort, and candidates.
 */
final class CohortFile {

  private static final int OF_THE_COHORT = 190;
  private static final String DRUG = "1876401";

  private CohortFile() {}

  /** A patient a line. */
  static String text() {
    List<String> lines = new ArrayList<>();
    for (Cohort.Member member : Cohort.members(OF_THE_COHORT)) {
      ObjectNode line = line(lines.size(), member.request());
      lines.add(closed(line, lines.size()));
    }
    for (Candidates.Member member : Candidates.members()) {
      Person person = member.person();
      ObjectNode line = line(lines.size(), person.monitoring());
      if (member.orders()) {
        call(line, "dupilumab-order-select", person.orderSelect(Fhir.draft(DRUG)));
        call(line, "dupilumab-order-sign", person.orderSign(Fhir.draft(DRUG)));
      }
      if (member.refills()) {
        call(
            line,
            "dupilumab-refill",
            person.refill(Fhir.dupilumabOrder("300", "2", Cohort.TODAY.toString()).id("again")));
      }
      lines.add(closed(line, lines.size()));
    }
    return String.join("\n", lines) + "\n";
  }

  private static ObjectNode line(int number, ObjectNode chartOpened) {
    ObjectNode line = Json.object();
    line.put("patient", id(number)).put("at", Cohort.TODAY + "T12:00:00Z");
    line.putArray("calls");
    call(line, "dupilumab-eligibility", chartOpened);
    call(line, "dupilumab-monitoring", chartOpened);
    line.set("prefetch", chartOpened.get("prefetch"));
    return line;
  }

  private static void call(ObjectNode line, String service, ObjectNode request) {
    ObjectNode call = ((ArrayNode) line.get("calls")).addObject();
    call.put("service", service).put("hook", request.get("hook").stringValue());
    call.set("context", request.get("context").deepCopy());
  }

  private static String closed(ObjectNode line, int number) {
    return Json.line(line).replace(Person.ID + "\"", id(number) + "\"");
  }

  private static String id(int number) {
    return String.format(Locale.ROOT, "patient-%03d", number + 1);
  }

  /** The text, compressed as well as can be. */
  static byte[] compressed(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip =
        new GZIPOutputStream(bytes) {
          {
            def.setLevel(Deflater.BEST_COMPRESSION);
          }
        }) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
