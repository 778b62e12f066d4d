package cds.fhir.access;

import static cds.chart.DataKind.ADMINISTRATIONS;
import static cds.chart.DataKind.MEDICATIONS;
import static cds.chart.DataKind.MEDICATION_STATEMENTS;
import static cds.chart.DataKind.PATIENT;
import static cds.fhir.access.Call.bundle;
import static cds.fhir.access.Call.referring;
import static cds.fhir.access.Call.resource;
import static org.assertj.core.api.Assertions.assertThat;

import cds.conformance.Requirement;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Medications that something refers to and that did not come along. */
@Requirement("PRE-3")
class ReferredTests {

  private final ScriptedServer server = new ScriptedServer();
  private final FhirServers fhir = new FhirServers(List.of(), Duration.ofSeconds(20));

  @AfterEach
  void stop() {
    fhir.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Medication/x",
        "Medication/x/_history/3",
        "BASE/Medication/x",
        "/fhir/Medication/x"
      })
  void aMedicationIsAskedForOnceWhoeverRefersToIt(String reference) {
    String written = reference.replace("BASE", server.base());
    server
        .on("MedicationRequest", bundle(referring("MedicationRequest", "a", written)))
        .on("Medication/x", resource("Medication", "x"));

    Obtained obtained =
        fhir.complete(
            Call.to(server)
                .asking(MEDICATIONS)
                .prefetched(
                    MEDICATION_STATEMENTS, bundle(referring("MedicationStatement", "b", written)))
                .prefetched(
                    ADMINISTRATIONS, bundle(referring("MedicationAdministration", "c", written)))
                .ordered(referring("MedicationRequest", "d", written))
                .wanted());

    assertThat(obtained.medications()).hasSize(1);
    assertThat(obtained.medications().get(0).path("fullUrl").asString())
        .isEqualTo(server.base() + "/Medication/x");
    assertThat(obtained.medications().get(0).at("/resource/id").asString()).isEqualTo("x");
    assertThat(server.targets().stream().filter("/fhir/Medication/x"::equals)).hasSize(1);
  }

  @Test
  void ingredientsThatAreReferencesAreFollowed() {
    server
        .on(
            "Medication/x",
            "{\"resourceType\":\"Medication\",\"id\":\"x\",\"ingredient\":"
                + "[{\"itemReference\":{\"reference\":\"Medication/y\"}}]}")
        .on("Medication/y", resource("Medication", "y"));

    assertThat(
            fhir.complete(
                    Call.to(server)
                        .ordered(referring("MedicationRequest", "d", "Medication/x"))
                        .wanted())
                .medications())
        .hasSize(2);
  }

  @Test
  void whatCameAlongIsNotAskedFor() {
    fhir.complete(
        Call.to(server)
            .prefetched(
                MEDICATIONS,
                bundle(
                    referring("MedicationRequest", "a", "Medication/x"),
                    resource("Medication", "x")))
            .ordered(referring("MedicationRequest", "b", "Medication/x"))
            .ordered(referring("MedicationRequest", "c", "Medication/z"))
            .ordered(referring("MedicationRequest", "d", "#inside"))
            .ordered(referring("MedicationRequest", "e", "urn:uuid:1"))
            .ordered(resource("Medication", "z"))
            .wanted());

    assertThat(server.asked()).isEmpty();
  }

  @Test
  void twentyAndNoMore() {
    String[] many =
        IntStream.range(0, 50)
            .mapToObj(i -> referring("MedicationRequest", "m" + i, "Medication/x" + i))
            .toArray(String[]::new);

    fhir.complete(Call.to(server).prefetched(MEDICATIONS, bundle(many)).wanted());

    assertThat(server.asked()).hasSize(20);
  }

  @Test
  void theScopeMustCoverMedications() {
    server.on("MedicationRequest", bundle(referring("MedicationRequest", "a", "Medication/x")));

    fhir.complete(
        Call.to(server).scope("patient/MedicationRequest.rs").asking(MEDICATIONS).wanted());

    assertThat(server.targets()).containsExactly("/fhir/MedicationRequest?patient=p&_count=200");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Medication", "Patient"})
  void anotherResourceInItsPlaceIsNone(String type) {
    server.on("Medication/x", resource(type, "y"));

    assertThat(
            fhir.complete(
                    Call.to(server)
                        .ordered(referring("MedicationRequest", "d", "Medication/x"))
                        .asking(PATIENT)
                        .wanted())
                .medications())
        .isEmpty();
  }
}
