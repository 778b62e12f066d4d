package cds.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import cds.conformance.Requirements.Proof;
import cds.conformance.Requirements.Row;
import cds.conformance.Requirements.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Every requirement that binds a service has a test, or a reason for none. After a change that is
 * meant, {@code mvn test -Dtest=ConformanceTests -Ddocs.write=true} rewrites the page.
 */
class ConformanceTests {

  private static final Path PAGE = Path.of("docs/conformance.md");
  private static final List<Row> ROWS = Requirements.rows();
  private static final Map<String, Set<Proof>> PROOFS = Requirements.proofs();

  @Test
  void requirementsAreListedOnceInFull() {
    assertThat(ROWS).hasSizeGreaterThan(240);
    assertThat(ROWS).extracting(Row::id).doesNotHaveDuplicates();
    assertThat(ROWS)
        .allSatisfy(
            row -> {
              assertThat(row.id()).matches("[A-Z]+-[0-9]+");
              assertThat(row.words()).isNotBlank();
              assertThat(row.level())
                  .isIn(
                      "SHALL",
                      "SHALL NOT",
                      "SHOULD",
                      "SHOULD NOT",
                      "RECOMMENDED",
                      "MAY",
                      "OPTIONAL",
                      "DEPRECATED",
                      "ours",
                      "note");
            });
  }

  @Test
  void whatIsSaidToBeTestedIsTested() {
    assertThat(ids(Status.TEST)).hasSizeGreaterThan(140).isSubsetOf(PROOFS.keySet());
  }

  @Test
  void whatIsNotApplicableSaysWhyAndHasNoTest() {
    assertThat(ids(Status.NOT_APPLICABLE))
        .isNotEmpty()
        .doesNotContainAnyElementsOf(PROOFS.keySet());
    assertThat(ROWS)
        .allSatisfy(
            row ->
                assertThat(row.reason().isBlank())
                    .as(row.id())
                    .isEqualTo(row.status() != Status.NOT_APPLICABLE));
  }

  /** A test that is written closes its requirement: the list must then say {@code test}. */
  @Test
  void whatIsOpenHasNoTest() {
    assertThat(ids(Status.OPEN)).filteredOn(PROOFS::containsKey).isEmpty();
  }

  @Test
  void testsNameOnlyRequirementsThatAreListed() {
    assertThat(PROOFS.keySet()).isSubsetOf(ROWS.stream().map(Row::id).toList());
    assertThat(Requirements.onNoTest()).isEmpty();
  }

  @Test
  void thePageIsTheMatrixAndNamesEverythingThatIsUnmet() throws IOException {
    String made = new ConformancePage(ROWS, PROOFS).render();
    if (Boolean.getBoolean("docs.write")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, made);
    }
    String page = Files.readString(PAGE);

    assertThat(page)
        .as(PAGE + " differs from the matrix: run this test with -Ddocs.write=true")
        .isEqualTo(made);
    assertThat(ConformancePage.unmetOn(page)).containsExactlyElementsOf(ids(Status.OPEN));
  }

  @Test
  void everyTestThatThePageNamesIsAFile() {
    List<Proof> proofs = PROOFS.values().stream().flatMap(Set::stream).distinct().toList();

    assertThat(proofs).hasSizeGreaterThan(40);
    assertThat(proofs).allSatisfy(proof -> assertThat(proof.file()).exists());
  }

  private static List<String> ids(Status status) {
    return ROWS.stream().filter(row -> row.status() == status).map(Row::id).toList();
  }
}
