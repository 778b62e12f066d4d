package cds.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import cds.conformance.Requirement;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVRecord;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.ConceptMapGroupComponent;
import org.hl7.fhir.r4.model.ConceptMap.SourceElementComponent;
import org.hl7.fhir.r4.model.ConceptMap.TargetElementComponent;
import org.hl7.fhir.r4.model.Enumerations.ConceptMapEquivalence;
import org.junit.jupiter.api.Test;

/**
 * Override reasons can be compared with those of other services, and nothing is mapped by guess.
 */
class ConceptMapTests {

  private static final String HL7 =
      "http://terminology.hl7.org/CodeSystem/non-adherence-reason-codes";
  private static final ConceptMapGroupComponent GROUP = group();

  private static ConceptMapGroupComponent group() {
    Path file = ProfileFiles.FOLDER.resolve("conceptmaps/override-reason-to-non-adherence.json");
    return ((ConceptMap) ProfileFiles.parse(file)).getGroupFirstRep();
  }

  @Test
  @Requirement("FB-9")
  void everyOverrideReasonIsMappedOrStatedAsUnmatched() {
    CodeSystem ours =
        (CodeSystem)
            ProfileFiles.parse(ProfileFiles.FOLDER.resolve("codesystems/override-reason.json"));
    Map<String, String> reasons =
        ours.getConcept().stream()
            .collect(
                Collectors.toMap(
                    ConceptDefinitionComponent::getCode, ConceptDefinitionComponent::getDisplay));

    assertThat(GROUP.getSource()).isEqualTo(ours.getUrl());
    assertThat(reasons).hasSizeGreaterThanOrEqualTo(7);
    assertThat(
            GROUP.getElement().stream()
                .collect(
                    Collectors.toMap(
                        SourceElementComponent::getCode, SourceElementComponent::getDisplay)))
        .isEqualTo(reasons);
    assertThat(GROUP.getElement())
        .allSatisfy(element -> assertThat(element.getTarget()).isNotEmpty());
  }

  @Test
  void everyTargetIsACodeThatHl7Publishes() {
    Map<String, String> published =
        ProfileFiles.rows(ProfileFiles.FOLDER.resolve("terminology/codes.csv")).stream()
            .filter(row -> row.get("system").equals(HL7) && row.get("status").equals("verified"))
            .collect(Collectors.toMap(row -> row.get("code"), row -> row.get("display")));
    List<TargetElementComponent> targets =
        targets().stream().filter(TargetElementComponent::hasCode).toList();

    assertThat(GROUP.getTarget()).isEqualTo(HL7);
    assertThat(published).hasSize(35);
    assertThat(targets).hasSizeGreaterThanOrEqualTo(4);
    assertThat(targets)
        .allSatisfy(
            target -> assertThat(target.getDisplay()).isEqualTo(published.get(target.getCode())));
  }

  /** The 6 categories and their codes stand in one place, so that a page can name the category. */
  @Test
  void everyHl7CodeNamesItsCategory() {
    List<CSVRecord> rows =
        ProfileFiles.rows(ProfileFiles.FOLDER.resolve("terminology/codes.csv")).stream()
            .filter(row -> row.get("system").equals(HL7))
            .toList();
    List<String> categories =
        rows.stream()
            .filter(row -> row.get("concept").equals("Non-adherence reason category"))
            .map(row -> "Non-adherence reason under " + row.get("code"))
            .toList();

    assertThat(categories).hasSize(6);
    assertThat(rows)
        .filteredOn(row -> !row.get("concept").equals("Non-adherence reason category"))
        .hasSize(29)
        .allSatisfy(row -> assertThat(row.get("concept")).isIn(categories));
  }

  @Test
  void whatIsNotTheSameSaysWhy() {
    assertThat(targets())
        .allSatisfy(
            target -> {
              boolean unmatched = target.getEquivalence() == ConceptMapEquivalence.UNMATCHED;
              assertThat(target.hasCode()).isNotEqualTo(unmatched);
              assertThat(target.getComment()).isNotBlank();
            });
    assertThat(targets().stream().map(target -> target.getEquivalence().toCode()))
        .contains("narrower", "wider", "unmatched");
  }

  private static List<TargetElementComponent> targets() {
    return GROUP.getElement().stream().flatMap(element -> element.getTarget().stream()).toList();
  }
}
