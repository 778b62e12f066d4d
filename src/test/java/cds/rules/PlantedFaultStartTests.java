package cds.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import cds.Application;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The whole application on a folder of spoilt rules does not start, and says why. */
@ExtendWith(OutputCaptureExtension.class)
class PlantedFaultStartTests {

  @Test
  void aGapInAFolderOfRulesStopsTheStartWithTheMessageForItsAuthor(
      @TempDir Path folder, CapturedOutput output) throws IOException {
    for (Map.Entry<String, String> text : Release.texts().entrySet()) {
      Path file = folder.resolve(text.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(
          file,
          text.getKey().equals(PlantedFaultsTests.DOSE)
              ? text.getValue().replace("[72..216),[30..60)", "[72..216),(30..60)")
              : text.getValue());
    }

    Throwable stopped =
        catchThrowable(
            () ->
                new SpringApplication(Application.class)
                    .run("--cds.rules=" + folder.resolve("rules"), "--server.port=0"));

    assertThat(stopped).as("the start with a gap").isNotNull();
    assertThat(output.getAll())
        .contains(
            PlantedFaultsTests.DOSE,
            "gap: no row for age_months 72, weight_kg 30",
            "Mend the files named above")
        .doesNotContain("\tat ", "Started Application");
  }
}
