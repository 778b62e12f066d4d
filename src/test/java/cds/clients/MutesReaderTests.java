package cds.clients;

import static org.assertj.core.api.Assertions.assertThat;

import cds.decide.Caller;
import cds.decide.Mute;
import cds.knowledge.Problems;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MutesReaderTests {

  private static final String WARD =
      """
      clients:
        - name: ward
          issuer: https://ward.example
          keys: {url: "https://ward.example/jwks"}
          mutes:
            - {finding: A_FINDING, reason: asked elsewhere, by: Dr A. Example, until: 2027-01-31}
      """;

  private final Problems problems = new Problems();

  private Clients read(String text) {
    return new ClientsReader(
            "clients.yaml",
            path -> Optional.empty(),
            Caller.of("", "us-label", List.of(), ZoneOffset.UTC),
            problems)
        .read(text);
  }

  @Test
  void aMuteSaysWhatWhyWhoAndUntilWhen() {
    Caller ward = read(WARD).callers().get(0);

    assertThat(problems.found()).isEmpty();
    assertThat(ward.mutes())
        .containsExactly(
            new Mute("A_FINDING", "asked elsewhere", "Dr A. Example", LocalDate.of(2027, 1, 31)));
    assertThat(ward.in(List.of("en")).mutes()).as("in any language").hasSize(1);
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "finding: A_FINDING,       | ''                   | mutes.finding | the code of a finding",
        "reason: asked elsewhere,  | ''                   | mutes.reason  | why the finding",
        "by: Dr A. Example,        | ''                   | mutes.by      | who answers",
        "', until: 2027-01-31'     | ''                   | mutes.until   | such as 2027-01-31",
        "until: 2027-01-31         | until: 2027-02-30    | mutes.until   | such as 2027-01-31",
        "until: 2027-01-31         | untill: 2027-01-31   | untill        | did you mean 'until'",
        "- {finding: A_FINDING,    | - A_FINDING #        | mutes         | a list of keys and values",
      })
  void whatIsWrongIsNamedWithPlaceAndWhatIsAllowed(
      String right, String wrong, String key, String allowed) {
    assertThat(WARD).contains(right);
    read(WARD.replace(right, wrong));

    assertThat(problems.found())
        .anySatisfy(
            problem -> {
              assertThat(problem.file()).isEqualTo("clients.yaml");
              assertThat(problem.row()).isEqualTo("ward");
              assertThat(problem.column()).isEqualTo(key);
              assertThat(problem.message()).contains(allowed);
            });
  }

  @Test
  void mutesAreAList() {
    read(WARD.replace("- {", "  {"));

    assertThat(problems.found())
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("allowed: a list"));
  }
}
