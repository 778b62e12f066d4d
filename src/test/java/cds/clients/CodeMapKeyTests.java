package cds.clients;

import static org.assertj.core.api.Assertions.assertThat;

import cds.decide.Caller;
import cds.knowledge.CodeMap;
import cds.knowledge.Problem;
import cds.knowledge.Problems;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The key {@code code-map} of the client registry. */
class CodeMapKeyTests {

  private static final String MAP =
"""
owner: City Clinic
reviewed: "2026-11-01"
codes:
  - {system: urn:site, code: a, display: Total, score: easi, scale: 0-72, value: quantity, range: "[0..72]"}
""";

  private final Problems problems = new Problems();

  @Test
  void aClientHasTheMapThatItsEntryNames() {
    Clients clients = read("maps/city.yaml");

    assertThat(problems.found()).isEmpty();
    CodeMap map = clients.named("city").orElseThrow().caller().codeMap();
    assertThat(map.file()).isEqualTo("maps/city.yaml");
    assertThat(map.owner()).isEqualTo("City Clinic");
    assertThat(map.codes()).hasSize(1);
    assertThat(clients.named("town").orElseThrow().caller().codeMap()).isSameAs(CodeMap.NONE);
  }

  @Test
  void aMapThatIsNotThereIsNamed() {
    read("maps/town.yaml");

    assertThat(problems.found())
        .extracting(Problem::toString)
        .containsExactly(
            "clients.yaml, row city, column code-map: 'maps/town.yaml' is not allowed; allowed: a"
                + " code map (YAML) beside the registry");
  }

  @Test
  void aFaultOfAMapIsReportedWithTheFile() {
    read("maps/broken.yaml");

    assertThat(problems.found())
        .extracting(Problem::file)
        .isNotEmpty()
        .allMatch("maps/broken.yaml"::equals);
  }

  private Clients read(String path) {
    Map<String, String> files =
        Map.of("maps/city.yaml", MAP, "maps/broken.yaml", MAP.replace("owner", "ohner"));
    return new ClientsReader(
            "clients.yaml",
            file -> Optional.ofNullable(files.get(file)),
            Caller.of("", "us-label", List.of(), ZoneOffset.UTC),
            problems)
        .read(
"""
clients:
  - {name: city, issuer: https://city.example, audiences: [https://cds.example], keys: {url: "https://city.example/jwks"}, code-map: %s}
  - {name: town, issuer: https://town.example, audiences: [https://cds.example], keys: {url: "https://town.example/jwks"}}
"""
                .formatted(path));
  }
}
