package cds.authoring.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.data.Index;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Uploads of bulk data: of patients, of mistakes, and of malice. */
class NdjsonPatientsTests {

  private static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");
  private static final String SCORES =
      "https://dupilumab-cds.github.io/fhir/CodeSystem/ad-severity";

  private static final String NOT_KNOWN = "Not known, because the upload holds none of anybody: ";

  /** All notes but the one on what was not uploaded. */
  private static List<String> told(NdjsonPatients patients) {
    return patients.notes().stream().filter(note -> !note.startsWith(NOT_KNOWN)).toList();
  }

  /** An empty Bundle would say that the patient has none. */
  @Test
  void whatWasNotUploadedIsNotKnown() {
    NdjsonPatients patients =
        read(
            file(
                "a.ndjson",
                (patient("p1") + "\n" + easi("Patient/p1", "17.5"))
                    .getBytes(StandardCharsets.UTF_8)));
    assertThat(patients.notes())
        .singleElement()
        .asString()
        .startsWith(NOT_KNOWN)
        .contains("allergies", "conditions", "medications")
        .doesNotContain("observations", "patient,");
  }

  @Test
  void wholeLivesAreRead() throws IOException {
    List<BulkFile> files = new ArrayList<>();
    for (String type :
        List.of("Observation", "Medication", "MedicationRequest", "Condition", "Patient")) {
      byte[] bytes = Files.readAllBytes(Path.of("src/test/resources/synthea", type + ".ndjson.gz"));
      files.add(new BulkFile(type + ".ndjson.gz", () -> new ByteArrayInputStream(bytes)));
    }

    NdjsonPatients patients = NdjsonPatients.read(files, AT);
    assertThat(patients.size()).isEqualTo(23);
    assertThat(patients.notes())
        .containsExactly(
            NOT_KNOWN
                + "medicationStatements, administrations, immunizations, allergies, questionnaires.");
    Result result =
        Compared.result(Compared.plan(Compared.with("trial_easi", "16", "20"), patients));

    assertThat(result.calls()).isEqualTo(46);
    assertThat(result.unanswered()).isZero();
    assertThat(result.burden().get(0).speaking().before()).isGreaterThanOrEqualTo(23);
    assertThat(result.changed()).as("nobody of them has a score").isEmpty();
  }

  @Test
  void aReferenceOfAnyFormFindsItsPatient() {
    List<String> forms =
        List.of(
            "Patient/p%d",
            "Patient/p%d/_history/3",
            "https://ehr.example/fhir/Patient/p%d",
            "https://ehr.example/fhir/Patient/p%d/_history/1",
            "urn:uuid:p%d");
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < forms.size(); i++) {
      String reference = forms.get(i).formatted(i);
      lines.addAll(List.of(easi(reference, "17.5"), condition(reference), patient("p" + i)));
    }

    Result raised = raised(patients(lines.toArray(String[]::new)));

    assertThat(raised.changed())
        .extracting(Result.ChangedPatient::id)
        .containsExactly("p0", "p1", "p2", "p3", "p4");
    assertThat(raised.examples().get(0).before().response()).isNotNull();
  }

  @Test
  void whatIsOfSomebodyElseIsNotTheirs() {
    NdjsonPatients patients =
        patients(
            patient("p1"),
            patient("p2"),
            condition("Patient/p1"),
            condition("Patient/p2"),
            easi("Patient/p2", "17.5"),
            easi("Group/p1", "17.5"),
            easi("Patient/p3", "17.5"));

    assertThat(patients.size()).isEqualTo(2);
    assertThat(told(patients))
        .containsExactly(
            "File a.ndjson, line 6: of no patient that can be known.",
            "1 patients are left out: resources name them, and there is no Patient.");
    assertThat(raised(patients).changed())
        .extracting(Result.ChangedPatient::id)
        .containsExactly("p2");
  }

  @Test
  void aLineThatCannotBeReadIsLocatedAndCostsNothingElse() {
    NdjsonPatients patients =
        patients(
            patient("p1"),
            "{\"resourceType\": \"Observation\",",
            "",
            "[]",
            "{\"id\": \"x\"}",
            patient("p1"),
            patient("../p9"),
            "{\"resourceType\":\"Encounter\",\"id\":\"e\"}",
            condition("Patient/p1"),
            "x".repeat(BulkLines.LONGEST_LINE + 1),
            easi("Patient/p1", "17.5"));

    assertThat(told(patients))
        .containsExactly(
            "File a.ndjson, line 2: not JSON.",
            "File a.ndjson, line 4: not JSON.",
            "File a.ndjson, line 5: no FHIR resource.",
            "File a.ndjson, line 6: the same patient a second time.",
            "File a.ndjson, line 7: of no patient that can be known.",
            "File a.ndjson, line 10: longer than 1 MB.",
            "1 lines are of types that no service reads.",
            "Lines could not be read: what is not there of observations, conditions, medications,"
                + " medicationStatements, administrations, immunizations, allergies, questionnaires"
                + " counts as not known, of everybody.");
    assertThat(raised(patients).changed()).hasSize(1);
  }

  @Test
  void ofManyFaultsTheFirstAreTold() {
    NdjsonPatients patients =
        read(
            file(
                "a",
                (patient("p1") + "\n" + "no\n".repeat(1_000)).getBytes(StandardCharsets.UTF_8)));

    assertThat(told(patients))
        .hasSize(22)
        .contains("And 980 more lines that were not read.", Index.atIndex(20))
        .last()
        .asString()
        .startsWith("Lines could not be read: ");
  }

  /** Fifty thousand times its size: read to the limit and no further. */
  @Test
  void aBombIsNotInflatedToItsEnd() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    byte[] nothing = new byte[1 << 20];
    try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
      for (int i = 0; i < 400; i++) {
        gzip.write(nothing);
      }
    }
    AtomicLong read = new AtomicLong();
    BulkFile file =
        new BulkFile(
            "bomb.gz", () -> new Counted(new ByteArrayInputStream(bomb.toByteArray()), read));

    assertThatThrownBy(() -> read(file))
        .isInstanceOf(BulkRefused.class)
        .hasMessage("The files hold more than 50 MB. Take fewer patients.");
    assertThat(read.get()).isPositive().isLessThan(bomb.size() / 4);
  }

  @Test
  void linesAndPatientsHaveAnEnd() {
    byte[] lines = "\n".repeat(BulkLines.MOST_LINES + 1).getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> read(file("a", lines)))
        .isInstanceOf(BulkRefused.class)
        .hasMessage("The files hold more than 200,000 lines. Take fewer patients.");

    String many =
        IntStream.range(0, NdjsonPatients.MOST_PATIENTS + 3)
            .mapToObj(i -> patient("p" + i))
            .collect(Collectors.joining("\n"));
    NdjsonPatients patients = read(file("a", many.getBytes(StandardCharsets.UTF_8)));
    assertThat(patients.size()).isEqualTo(NdjsonPatients.MOST_PATIENTS);
    assertThat(told(patients))
        .containsExactly("3 patients are left out: 5,000 are compared at most.");
  }

  @Test
  void aFileThatEndsTooEarlyIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(Path.of("src/test/resources/synthea/Patient.ndjson.gz"));
    byte[] half = java.util.Arrays.copyOf(whole, whole.length / 2);

    assertThatThrownBy(() -> read(file("Patient.ndjson.gz", half)))
        .isInstanceOf(BulkRefused.class)
        .hasMessageStartingWith("File Patient.ndjson.gz is damaged");
  }

  @ParameterizedTest
  @CsvSource({
    "C:\\data\\Patient.ndjson, Patient.ndjson",
    "../../etc/passwd, passwd",
    "<b>x</b>, b_",
    "'', upload"
  })
  void aNameIsShownWithoutItsPath(String name, String shown) {
    assertThat(new BulkFile(name, InputStream::nullInputStream).name()).isEqualTo(shown);
  }

  private static Result raised(NdjsonPatients patients) {
    return Compared.result(
        Compared.plan(Compared.with("trial_easi", "16", "20"), patients, "trial-entry"));
  }

  private static NdjsonPatients patients(String... lines) {
    return read(file("a.ndjson", String.join("\n", lines).getBytes(StandardCharsets.UTF_8)));
  }

  private static NdjsonPatients read(BulkFile... files) {
    return NdjsonPatients.read(List.of(files), AT);
  }

  private static BulkFile file(String name, byte[] bytes) {
    return new BulkFile(name, () -> new ByteArrayInputStream(Objects.requireNonNull(bytes)));
  }

  private static String patient(String id) {
    return "{\"resourceType\":\"Patient\",\"id\":\"%s\",\"gender\":\"male\",\"birthDate\":\"1980-02-01\"}"
        .formatted(id);
  }

  private static String condition(String subject) {
    return """
    {"resourceType":"Condition","id":"c","subject":{"reference":"%s"},
     "code":{"coding":[{"system":"http://snomed.info/sct","code":"24079001"}]},
     "clinicalStatus":{"coding":[{"code":"active",
       "system":"http://terminology.hl7.org/CodeSystem/condition-clinical"}]}}\
    """
        .replace("\n", "")
        .formatted(subject);
  }

  private static String easi(String subject, String value) {
    return """
    {"resourceType":"Observation","id":"o","status":"final","subject":{"reference":"%s"},
     "effectiveDateTime":"2026-11-02","code":{"coding":[{"system":"%s","code":"easi"}]},
     "valueQuantity":{"value":%s,"unit":"{score}","system":"http://unitsofmeasure.org",
       "code":"{score}"}}\
    """
        .replace("\n", "")
        .formatted(subject, SCORES, value);
  }

  /** Counts what is read of it. */
  private static final class Counted extends java.io.FilterInputStream {

    private final AtomicLong read;

    Counted(InputStream in, AtomicLong read) {
      super(in);
      this.read = read;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int count = super.read(into, offset, length);
      read.addAndGet(Math.max(0, count));
      return count;
    }
  }
}
