package cds.fhir.access;

import static org.assertj.core.api.Assertions.assertThat;

import cds.conformance.Requirement;
import cds.fhir.access.Scopes.Cover;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Requirement({"FA-7", "FA-8"})
class ScopesTests {

  @ParameterizedTest
  @CsvSource({
    "'', ALL, ALL",
    "'  ', ALL, ALL",
    "patient/Observation.read, ALL, ALL",
    "patient/*.read, ALL, ALL",
    "user/*.*, ALL, ALL",
    "user/Observation.*, ALL, ALL",
    "system/*.cruds, ALL, ALL",
    "patient/Observation.rs, ALL, ALL",
    "patient/Observation.r, ALL, NONE",
    "patient/Observation.s, NONE, ALL",
    "patient/Observation.cud, NONE, NONE",
    "patient/Observation.write, NONE, NONE",
    "patient/*.write, NONE, NONE",
    "patient/Condition.read, NONE, NONE",
    "patient/Observations.read, NONE, NONE",
    "patient/observation.read, NONE, NONE",
    "patient/Observation.rs?category=laboratory, SOME, SOME",
    "patient/*.rs?category=laboratory, SOME, SOME",
    "patient/Observation.r?x=y, SOME, NONE",
    "patient/Observation.rs?x=y patient/Observation.rs, ALL, ALL",
    "patient/Observation.rs patient/Observation.rs?x=y, ALL, ALL",
    "patient/Observation.r patient/Observation.s, ALL, ALL",
    "openid fhirUser launch/patient patient/Observation.read, ALL, ALL",
    "openid fhirUser, NONE, NONE",
    "patient/Observation.sr, NONE, NONE",
    "patient/Observation.reader, NONE, NONE",
    "patient/Observation, NONE, NONE",
    "patient/Observation., NONE, NONE",
    "practitioner/Observation.read, NONE, NONE",
    "xpatient/Observation.read, NONE, NONE"
  })
  void smartVersions1And2(String scope, Cover read, Cover search) {
    assertThat(new Scopes(scope).read("Observation")).isEqualTo(read);
    assertThat(new Scopes(scope).search("Observation")).isEqualTo(search);
  }
}
