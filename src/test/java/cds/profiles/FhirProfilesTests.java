package cds.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The published resources are well formed, and the profiles tell good data from bad. */
@Execution(ExecutionMode.CONCURRENT)
class FhirProfilesTests {

  private static final Path EXAMPLES = ProfileFiles.FOLDER.resolve("examples");

  /** Folder of each kind of definition, and the fewest files it must hold. */
  private static final Map<String, Integer> DEFINITIONS =
      Map.of(
          "codesystems", 6,
          "valuesets", 120,
          "questionnaires", 2,
          "profiles", 4,
          "conceptmaps", 1);

  private static ProfileValidator validator;

  @BeforeAll
  static void loadDefinitions() {
    validator = new ProfileValidator(definitions().values());
  }

  private static Map<Path, MetadataResource> definitions() {
    return DEFINITIONS.keySet().stream()
        .flatMap(folder -> ProfileFiles.json(ProfileFiles.FOLDER.resolve(folder)).stream())
        .collect(
            Collectors.toMap(
                Function.identity(),
                file -> (MetadataResource) ProfileFiles.parse(file),
                (a, b) -> a,
                TreeMap::new));
  }

  @Test
  void everyFileParsesStrictly() {
    assertThat(DEFINITIONS)
        .allSatisfy(
            (folder, fewest) ->
                assertThat(ProfileFiles.json(ProfileFiles.FOLDER.resolve(folder)))
                    .hasSizeGreaterThanOrEqualTo(fewest));
    assertThat(ProfileFiles.json(ProfileFiles.FOLDER))
        .allSatisfy(file -> assertThat(ProfileFiles.parse(file)).isInstanceOf(Resource.class));
  }

  @Test
  void everyCanonicalIsTheFileName() {
    Map<Path, MetadataResource> definitions = definitions();
    assertThat(definitions).hasSizeGreaterThan(130);
    assertThat(definitions)
        .allSatisfy(
            (file, resource) -> {
              String id = ProfileFiles.id(file);
              assertThat(resource.getIdElement().getIdPart()).isEqualTo(id);
              assertThat(resource.getUrl())
                  .isEqualTo(ProfileFiles.BASE + resource.fhirType() + "/" + id);
              assertThat(resource.getStatus().toCode()).isEqualTo("active");
              assertThat(resource.getVersion()).isEqualTo("1.0.0");
            });
  }

  @Test
  void checkInHasTheItemsThatRulesRead() {
    Questionnaire form =
        (Questionnaire)
            ProfileFiles.parse(
                ProfileFiles.FOLDER.resolve("questionnaires/dupilumab-monitoring.json"));
    assertThat(form.getItem()).hasSize(39).allMatch(item -> item.getItem().isEmpty());
    Map<String, String> types =
        form.getItem().stream()
            .filter(item -> item.getType() != Questionnaire.QuestionnaireItemType.BOOLEAN)
            .collect(Collectors.toMap(item -> item.getLinkId(), item -> item.getType().toCode()));
    assertThat(types)
        .isEqualTo(
            Map.of(
                "eye.onset", "date",
                "dose.last-date", "date",
                "joint.morning-stiffness-minutes", "integer"));
  }

  @Test
  void definitionsAreValid() {
    assertAll(definitions().keySet().stream().map(FhirProfilesTests::mustBeValid));
  }

  @Test
  void goodExamplesAreValid() {
    List<Path> files = ProfileFiles.json(EXAMPLES.resolve("valid"));
    assertThat(files).hasSizeGreaterThanOrEqualTo(8);
    assertAll(files.stream().map(FhirProfilesTests::mustBeValid));
  }

  @Test
  void badExamplesFailForTheReasonGiven() {
    List<Path> files = ProfileFiles.json(EXAMPLES.resolve("invalid"));
    assertThat(files).hasSizeGreaterThanOrEqualTo(8);
    assertAll(
        files.stream()
            .map(
                file -> {
                  Path reason = file.resolveSibling(ProfileFiles.id(file) + ".reason.txt");
                  return () ->
                      assertThat(validator.errors(file))
                          .as("%s", file)
                          .anySatisfy(
                              error ->
                                  assertThat(error).contains(ProfileFiles.text(reason).strip()));
                }));
  }

  private static Executable mustBeValid(Path file) {
    return () -> assertThat(validator.errors(file)).as("%s", file).isEmpty();
  }
}
