package cds.web.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cds.clients.Clients;
import cds.knowledge.RulesRejected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Nothing is muted for long, and nobody forgets what was. */
@ExtendWith(OutputCaptureExtension.class)
class MutedUntilTests {

  @TempDir private Path folder;

  /** Loads a registry on 2026-11-22. */
  private Clients load(String until) throws IOException {
    Path registry =
        Files.writeString(
            folder.resolve("clients.yaml"),
            """
            clients:
              - name: loopback
                mutes: [{finding: A_FINDING, reason: why, by: who, until: %s}]
            """
                .formatted(until));
    return ClientsLoader.load(
        new Binder(
                new MapConfigurationPropertySource(
                    Map.of(
                        "cds.clients",
                        registry.toString(),
                        "cds.evaluation-time",
                        "2026-11-22T12:00:00Z")))
            .bindOrCreate("cds", CdsProperties.class));
  }

  @Test
  void aHundredAndEightyDaysAheadIsTheMost(CapturedOutput output) throws IOException {
    assertThat(load("2027-05-21").callers().get(0).mutes()).hasSize(1);
    assertThat(load("2026-11-22").callers().get(0).mutes()).hasSize(1);
    assertThat(output.getAll()).doesNotContain("no longer mutes");

    assertThatThrownBy(() -> load("2027-05-22"))
        .isInstanceOf(RulesRejected.class)
        .hasMessageContaining("clients.yaml, row loopback, column mutes.until: 2027-05-22 is more");
  }

  @Test
  void whatHasEndedIsSaidAndStopsNothing(CapturedOutput output) throws IOException {
    load("2026-11-21");

    assertThat(output.getAll())
        .contains(
            "clients.yaml: client loopback no longer mutes A_FINDING: that ended on 2026-11-21");
  }
}
