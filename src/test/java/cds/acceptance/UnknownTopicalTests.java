package cds.acceptance;

import static cds.acceptance.Fhir.easi;
import static cds.acceptance.Person.adult;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A topical history that could not be had is not called absent. */
class UnknownTopicalTests {

  @ParameterizedTest
  @ValueSource(strings = {"medications", "medicationStatements"})
  void noTrialIsCalledAbsentThatCouldNotBeRead(String key) {
    Person candidate = adult().withoutAny("medicationStatements").scored(easi("24"));
    candidate.sending(
        key, Json.quoted("{'resourceType':'OperationOutcome','issue':[{'severity':'error'}]}"));

    Claims.checkWords(Engine.us().ask(candidate.patientView()), "topical");
  }
}
