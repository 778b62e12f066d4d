package cds.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import cds.rules.Release;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which value sets hold a code: exactly, by the prefix of a hierarchy, less what is excluded. */
class TerminologyLookupTests {

  private static final String ICD_10_CM = "http://hl7.org/fhir/sid/icd-10-cm";
  private static final String NDC = "http://hl7.org/fhir/sid/ndc";

  private final Terminology terminology = Release.rules().terminology();

  @ParameterizedTest(name = "{0} is in {1}, not in {2}")
  @CsvSource({
    "L20, atopic-dermatitis, psoriasis",
    "L20.81, atopic-dermatitis, psoriasis",
    "H16.001, keratitis, keratoconjunctivitis",
    "H16.221, keratoconjunctivitis, keratitis",
    "B00.0, eczema-herpeticum, herpes-simplex",
    "B00.52, herpes-simplex-ophthalmic, herpes-simplex",
    "B00.1, herpes-simplex, herpes-simplex-ophthalmic",
    "B02.39, zoster-ophthalmic, herpes-zoster",
    "B02.9, herpes-zoster, zoster-ophthalmic"
  })
  void aHierarchyIsReadByPrefixLessItsExclusions(String code, String in, String out) {
    assertThat(terminology.holding(ICD_10_CM, code)).contains(in).doesNotContain(out);
  }

  @ParameterizedTest
  @ValueSource(strings = {"00024591401", "0024-5914-01", "00024-5914-01", "00024-5914-1"})
  void aPackageCodeIsKnownHoweverItIsHyphenated(String code) {
    assertThat(terminology.holding(NDC, code)).contains("dupilumab", "dupilumab-300mg-syringe");
  }

  @Test
  void aCodeOfAnotherSystemIsAnotherCode() {
    assertThat(terminology.holding("http://example.org/own", "L20")).isEmpty();
    assertThat(terminology.knows("http://example.org/own")).isFalse();
    assertThat(terminology.knows(NDC)).isTrue();
  }
}
