package cds.authoring.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import cds.knowledge.Problems;
import cds.knowledge.Rule;
import cds.knowledge.RuleCase;
import cds.knowledge.RuleFiles;
import cds.knowledge.Table;
import cds.rules.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The cases beside the rules notice every mistake that can be made in a table. */
class MutationTests {

  private static final Path PAGE = Path.of("docs/proof.md");

  @Test
  void everyCaseIsGreenOnTheTableAsItIs() {
    assertThat(Proofs.all()).hasSizeGreaterThan(50);
    for (TableProof proof : Proofs.all()) {
      assertThat(proof.cases())
          .as(proof.table().id())
          .isNotEmpty()
          .allMatch(example -> example.isGreen(proof.subject()));
    }
  }

  @Test
  void everyMistakeInATableTurnsACaseRed() throws IOException {
    assertThat(Numbers.of(Proofs.all()).counted()).as("mistakes").isGreaterThan(5000);
    if (Boolean.getBoolean("proof.propose")) {
      propose();
    }
    String unnoticed = Proofs.all().stream().map(Proposals::text).collect(Collectors.joining());
    assertThat(unnoticed).as("mistakes that no case notices, and cases").isEmpty();
  }

  private static void propose() throws IOException {
    for (Rule rule : Release.rules().rules()) {
      String text =
          Proofs.all().stream()
              .filter(proof -> proof.rule().id().equals(rule.id()))
              .filter(proof -> !proof.survivors().isEmpty())
              .map(Proposals::text)
              .collect(Collectors.joining());
      Path file = Path.of("target/proof", rule.id().replace('/', '-') + ".yaml");
      Files.deleteIfExists(file);
      if (!text.isEmpty()) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
      }
    }
  }

  @Test
  void aBoundaryWithoutItsCaseIsNoticedAndTheCaseIsProposed() {
    Rule rule = Release.rules().rule("dosing/us-label").orElseThrow();
    Table table = Release.table("dosing/us-label/dose");
    List<RuleCase> without =
        RuleCase.read(new RuleFiles(Release.texts()), rule, new Problems()).stream()
            .filter(one -> one.table().equals(table.id()))
            .filter(one -> !"30.0".equals(one.given().get("weight_kg")))
            .toList();

    TableProof proof = Proofs.of(rule, table, without);

    assertThat(proof.survivors())
        .extracting(Mutant::toString)
        .contains(
            "dosing/us-label/dose#6-to-17-years-30-to-60-kg weight_kg: [30..60) → (30..60)",
            "dosing/us-label/dose#6-to-17-years-15-to-30-kg weight_kg: [15..30) → [15..30]");
    assertThat(Proposals.text(proof))
        .containsPattern("weight_kg: 30(\\.0)?}")
        .contains("maintenance_mg: 200");
  }

  @Test
  void aTableWithoutCasesIsNotProvedAndWhatChangesNothingIsNoMistake() {
    Rule rule = Release.rules().rule("severity/bands").orElseThrow();
    Table table = Release.table("severity/bands/viga");

    TableProof proof = Proofs.of(rule, table, List.of());

    assertThat(proof.survivors()).hasSizeGreaterThan(50);
    assertThat(proof.equivalent())
        .extracting(Mutant::says)
        .containsExactlyInAnyOrder("0 → [-1..0]", "4 → [4..5]");
  }

  @Test
  void thePageSaysWhatIsProved() throws IOException {
    String made = ProofPage.render(Proofs.all());
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(PAGE, made);
    }
    assertThat(Files.readString(PAGE))
        .as(PAGE + " differs from the proof: run this test with -Ddocs.write=true")
        .isEqualTo(made);
  }
}
