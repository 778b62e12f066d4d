package cds.fhir.access;

import static cds.chart.DataKind.ALLERGIES;
import static cds.chart.DataKind.CONDITIONS;
import static cds.chart.DataKind.IMMUNIZATIONS;
import static cds.chart.DataKind.OBSERVATIONS;
import static cds.chart.DataKind.PATIENT;
import static cds.fhir.access.Call.bundle;
import static cds.fhir.access.Call.resource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import cds.cdshooks.FhirAccess;
import cds.chart.DataKind;
import cds.conformance.Requirement;
import cds.fhir.FhirTerms;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked, with which token, and what never is. */
class FetchTests {

  private final ScriptedServer server = new ScriptedServer();
  private final FhirServers fhir = new FhirServers(List.of(), Duration.ofSeconds(20));

  @AfterEach
  void stop() {
    fhir.close();
    server.close();
  }

  @Test
  @Requirement({"PRE-3", "REQ-9", "I-34", "FA-1", "FA-2", "I-60", "I-61"})
  void whatWasNotPrefetchedIsAskedWithTheToken() {
    server.on("Patient/p", resource("Patient", "p"));
    server.on("Observation", bundle(resource("Observation", "o")));

    Obtained obtained = fhir.complete(Call.to(server).asking(PATIENT, OBSERVATIONS).wanted());

    assertThat(obtained.lacking()).isEmpty();
    assertThat(obtained.prefetch().json().at("/patient/id").asString()).isEqualTo("p");
    assertThat(obtained.prefetch().json().at("/observations/entry/0/resource/id").asString())
        .isEqualTo("o");
    assertThat(server.asked())
        .extracting(
            ScriptedServer.Asked::method,
            ScriptedServer.Asked::target,
            ScriptedServer.Asked::authorization,
            ScriptedServer.Asked::accept)
        .containsExactlyInAnyOrder(
            tuple("GET", "/fhir/Patient/p", "Bearer " + Call.TOKEN, "application/fhir+json"),
            tuple(
                "GET",
                "/fhir/Observation?patient=p&_count=200",
                "Bearer " + Call.TOKEN,
                "application/fhir+json"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{\"resourceType\":\"OperationOutcome\"}",
        "{\"resourceType\":\"Bundle\",\"type\":\"searchset\"}",
        "{\"resourceType\":\"Nonsense\"}"
      })
  @Requirement({"PRE-5", "PRE-6", "I-52"})
  void whatIsThereIsNeverAskedFor(String value) {
    Call call = Call.to(server).prefetched(ALLERGIES, value);

    assertThat(fhir.complete(call.wanted()).prefetch().json())
        .isEqualTo(call.wanted().prefetch().json());
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void codesAreEncodedAndStayOneValue() {
    server.on("Observation", bundle());
    fhir.complete(
        Call.to(server)
            .template(
                OBSERVATIONS,
                "Observation?patient={{context.patientId}}&code=http://loinc.org|1-2,urn:x y|#+a")
            .wanted());

    assertThat(server.targets())
        .containsExactly(
            "/fhir/Observation?patient=p&code=http://loinc.org%7C1-2,urn:x%20y%7C%23%2Ba"
                + "&_count=200");
  }

  @Test
  void aPatientIdCannotChangeTheQuery() {
    assertThat(Query.of("Observation?patient={{context.patientId}}", "p&code=x#/../?"))
        .isEqualTo("Observation?patient=p%26code%3Dx%23/../%3F&_count=200");
  }

  @Test
  @Requirement("FA-3")
  void anEmptyTokenIsNotPresented() {
    server.on("Condition", bundle());

    fhir.complete(Call.to(server).token("").type("").asking(CONDITIONS).wanted());

    assertThat(server.asked()).hasSize(1);
    assertThat(server.asked().get(0).authorization()).isNull();
  }

  @Test
  @Requirement("FA-5")
  void aTokenIsUsedForItsOwnCallOnly() {
    server.on("Condition", bundle());

    fhir.complete(Call.to(server).token("first").asking(CONDITIONS).wanted());
    fhir.complete(Call.to(server).token("").asking(CONDITIONS).wanted());
    fhir.complete(Call.to(server).token("second").asking(CONDITIONS).wanted());

    assertThat(server.asked())
        .extracting(ScriptedServer.Asked::authorization)
        .containsExactly("Bearer first", null, "Bearer second");
  }

  @Test
  void withoutAServerWhatWasNotSentIsLacking() {
    Wanted wanted = Call.to(server).asking(PATIENT).wanted();
    Wanted serverless =
        new Wanted(
            wanted.patientId(),
            wanted.templates(),
            wanted.prefetch(),
            List.of(),
            null,
            wanted.terms());

    assertThat(fhir.complete(serverless).lacking()).isEqualTo(Map.of(PATIENT, Lack.NO_SERVER));
    assertThat(PrefetchSource.NONE.complete(serverless).lacking())
        .isEqualTo(Map.of(PATIENT, Lack.NO_SERVER));
  }

  @ParameterizedTest
  @ValueSource(strings = {"q", "Patient/q", "https://ehr.example/Patient/p"})
  @Requirement({"FA-8", "FA-4"})
  void aGrantForAnotherPatientIsNotUsed(String patient) {
    assertUnused(Call.to(server).patient(patient), Lack.OTHER_PATIENT);
    assertUnused(Call.to(server).patient(patient).token(""), Lack.OTHER_PATIENT);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "p", "Patient/p"})
  @Requirement({"FA-8", "FA-4"})
  void aGrantForThePatientOrForNobodyInParticularIsUsed(String patient) {
    assertUsed(Call.to(server).patient(patient));
  }

  @ParameterizedTest
  @CsvSource({"us, us, true", "us, them, false", "us, '', false", "'', them, true"})
  @Requirement("FA-8")
  void aGrantToAnotherClientIdIsNotUsed(String configured, String subject, boolean used) {
    Call call =
        Call.to(server)
            .terms(new FhirTerms(List.of(server.uri()), configured, false))
            .subject(subject);
    if (used) {
      assertUsed(call);
    } else {
      assertUnused(call, Lack.OTHER_SUBJECT);
    }
  }

  @Test
  @Requirement("FA-8")
  void anExpiredTokenIsNotUsed() {
    assertUnused(Call.to(server).expiresIn(0L), Lack.EXPIRED);
    assertUnused(Call.to(server).expiresIn(-1L), Lack.EXPIRED);
    assertUsed(Call.to(server).expiresIn(1L));
    assertUsed(Call.to(server).expiresIn(null));
  }

  @Test
  @Requirement("FA-3")
  void onlyABearerTokenIsPresented() {
    assertUnused(Call.to(server).type("MAC"), Lack.TOKEN_TYPE);
    assertUnused(Call.to(server).type(""), Lack.TOKEN_TYPE);
    assertUnused(Call.to(server).token("a\r\nX-Evil: 1"), Lack.TOKEN_TYPE);
    assertUnused(Call.to(server).token("a b"), Lack.TOKEN_TYPE);
    assertUsed(Call.to(server).type("bearer"));
  }

  @Test
  @Requirement({"FA-7", "FA-8"})
  void aTypeOutsideOfTheScopeIsNotAskedFor() {
    server.on("Condition", bundle());
    Obtained obtained =
        fhir.complete(
            Call.to(server)
                .scope("openid patient/Condition.read patient/Observation.r")
                .asking(PATIENT, OBSERVATIONS, CONDITIONS)
                .wanted());

    assertThat(obtained.lacking()).isEqualTo(Map.of(PATIENT, Lack.SCOPE, OBSERVATIONS, Lack.SCOPE));
    assertThat(server.targets()).containsExactly("/fhir/Condition?patient=p&_count=200");
  }

  @Test
  @Requirement({"FA-7", "PRE-8"})
  void aScopeWithAQueryGivesDataThatIsNotAll() {
    server.on("Observation", bundle(resource("Observation", "o")));
    Obtained obtained =
        fhir.complete(
            Call.to(server)
                .scope("patient/Observation.rs?category=laboratory")
                .asking(OBSERVATIONS)
                .wanted());

    assertThat(obtained.prefetch().json().at("/observations/entry")).hasSize(2);
    assertThat(obtained.prefetch().json().at("/observations/entry/1/search/mode").asString())
        .isEqualTo("outcome");
  }

  @Test
  @Requirement("PRE-6")
  void anOutcomeInsteadOfABundleIsPassedOn() {
    server.on("Immunization", "{\"resourceType\":\"OperationOutcome\"}");

    assertThat(
            fhir.complete(Call.to(server).asking(IMMUNIZATIONS).wanted())
                .prefetch()
                .json()
                .at("/immunizations/resourceType")
                .asString())
        .isEqualTo("OperationOutcome");
  }

  @Test
  void anotherPatientInThePlaceOfTheRightOneIsNone() {
    server.on("Patient/p", resource("Patient", "q"));

    Obtained obtained = fhir.complete(Call.to(server).asking(PATIENT).wanted());

    assertThat(obtained.lacking()).isEqualTo(Map.of(PATIENT, Lack.FAILED));
    assertThat(obtained.prefetch().json().has("patient")).isFalse();
  }

  @Test
  @Requirement("FA-6")
  void nothingThatIsPrintedShowsTheToken() {
    Wanted wanted = Call.to(server).asking(DataKind.values()).wanted();
    FhirAccess access = wanted.access();

    assertThat(access).isNotNull();
    assertThat(wanted.toString() + access).doesNotContain(Call.TOKEN);
    assertThat(fhir.complete(wanted).toString()).doesNotContain(Call.TOKEN);
    assertThat(server.asked()).isNotEmpty();
  }

  private void assertUsed(Call call) {
    server.on("Condition", bundle());
    int before = server.asked().size();
    assertThat(fhir.complete(call.asking(CONDITIONS).wanted()).lacking()).isEmpty();
    assertThat(server.asked()).hasSize(before + 1);
  }

  private void assertUnused(Call call, Lack lack) {
    int before = server.asked().size();
    assertThat(fhir.complete(call.asking(CONDITIONS).wanted()).lacking())
        .isEqualTo(Map.of(CONDITIONS, lack));
    assertThat(server.asked()).hasSize(before);
  }
}
