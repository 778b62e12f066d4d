package cds.fuzz;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Values that stand at an edge of what FHIR, JSON, calendars or arithmetic allow, and beyond. */
final class OddValues {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "\u0000",
          "a\nb\tc",
          "\u202Eabc\u202C",
          "\uFEFF",
          "e\u0301".repeat(40),
          "👩‍⚕️".repeat(90),
          "x".repeat(20_000),
          "<img src=x onerror=alert(1)>",
          "[x](javascript:alert(1)) ![y](http://example.org/z.png)",
          "| a | b |\n|---|---|\n`",
          "{{context.patientId}} {easi} ${x} %s #{y}",
          "'; drop table feedback; --",
          Canaries.NAME,
          Canaries.TOKEN,
          "true",
          "null",
          "0",
          "NaN");

  private static final List<String> DATES =
      List.of(
          "0000-00-00",
          "0001-01-01",
          "1582-10-10",
          "1900-02-29",
          "2025",
          "2025-06",
          "2025-02-30",
          "2025-06-16",
          "2025-06-16T12:00",
          "2025-06-16T24:00:00Z",
          "2025-06-16T23:59:60Z",
          "2025-06-16T12:00:00+14:00",
          "2025-06-16T12:00:00.123456789123Z",
          "2026-01-01",
          "9999-12-31",
          "9999-12-31T23:59:59-14:00",
          "99999-01-01",
          "+999999999-12-31",
          "-0001-01-01",
          "16.06.2025");

  private static final List<String> CODES =
      List.of(
          "active",
          "draft",
          "stopped",
          "entered-in-error",
          "unknown",
          "final",
          "order",
          "ACTIVE",
          "kg",
          "g",
          "[lb_av]",
          "mg",
          "{pill}",
          "{score}",
          "/uL",
          "10*9/L",
          "%",
          "wk",
          "d",
          "a",
          "Patient/pat-1",
          "Patient/other",
          "http://e.org/fhir/Patient/pat-1/_history/3",
          "#p",
          "urn:uuid:pat-1",
          "Patient/",
          "/",
          "../../etc/passwd",
          "http://[::1",
          "Patient",
          "Bundle",
          "OperationOutcome",
          "MedicationRequest",
          "http://snomed.info/sct",
          "http://loinc.org");

  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-1",
          "-0.0",
          "0.1",
          "1e-30",
          "1e30",
          "1e99",
          "1E400",
          "1e-400",
          "2147483648",
          "-2147483649",
          "9223372036854775808",
          "18.40000000000000000000000000000001",
          "99999999999999999999999999999999999999999",
          "15",
          "29.999999",
          "30.0",
          "1e2");

  private static final List<String> MEMBERS =
      List.of(
          "modifierExtension",
          "extension",
          "implicitRules",
          "contained",
          "resourceType",
          "id",
          "meta",
          "text",
          "_birthDate",
          "_status",
          "valueString",
          "valueBoolean",
          "valueQuantity",
          "value",
          "effectivePeriod",
          "effectiveInstant",
          "notGiven",
          "wasNotGiven",
          "taken",
          "dataAbsentReason",
          "doNotPerform",
          "priorPrescription",
          "reasonReference",
          "component",
          "hasMember",
          "item",
          "entry",
          "link",
          "total",
          "type",
          "search",
          "response",
          "resource",
          "user",
          "patient",
          "subject",
          "fhirServer",
          "fhirAuthorization",
          "deceasedBoolean",
          "deceasedDateTime",
          "abatementBoolean",
          "verificationStatus",
          "medicationReference",
          "__proto__",
          "");

  private final Random random;

  OddValues(Random random) {
    this.random = random;
  }

  /** Something in the place of a scalar that its reader may take for what it expects. */
  JsonNode like(JsonNode value) {
    if (value.isNumber()) {
      return number();
    }
    if (!value.isString() || random.nextInt(5) == 0) {
      return JSON.stringNode(any(TEXTS));
    }
    String text = value.stringValue();
    boolean date = text.length() >= 4 && Character.isDigit(text.charAt(0));
    return switch (random.nextInt(4)) {
      case 0 -> JSON.stringNode(text + any(TEXTS));
      case 1 -> JSON.stringNode(text.toUpperCase(Locale.ROOT));
      default -> JSON.stringNode(any(date ? DATES : CODES));
    };
  }

  /** Anything. */
  JsonNode ofAnotherType() {
    return switch (random.nextInt(10)) {
      case 0 -> JSON.objectNode();
      case 1 -> JSON.arrayNode();
      case 2 -> JSON.booleanNode(random.nextBoolean());
      case 3 -> JSON.nullNode();
      case 4, 5 -> number();
      case 6 -> JSON.stringNode(any(DATES));
      case 7 -> JSON.stringNode(any(CODES));
      case 8 -> JSON.objectNode().put("reference", any(CODES)).put("code", any(CODES));
      default -> JSON.stringNode(any(TEXTS));
    };
  }

  /** A member's name that resembles this one. */
  String memberLike(String name) {
    return switch (random.nextInt(5)) {
      case 0 -> name.toUpperCase(Locale.ROOT);
      case 1 -> "_" + name;
      case 2 -> name + "CodeableConcept";
      case 3 -> name.isEmpty() ? "x" : name.substring(0, name.length() - 1);
      default -> newMember();
    };
  }

  /** A member that changes the meaning of an object, or is of another version of FHIR. */
  String newMember() {
    return any(MEMBERS);
  }

  private JsonNode number() {
    return JSON.numberNode(new BigDecimal(any(NUMBERS)));
  }

  private String any(List<String> values) {
    return values.get(random.nextInt(values.size()));
  }
}
