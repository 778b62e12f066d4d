package cds.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import cds.knowledge.RuleFiles;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChangelogTests {

  private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
  private static final String BEFORE = "# What\n\n## 1.0.0 (2026-11-22)\n\n- First.\n";

  @Test
  void anEntryComesOnTopAPointALine() {
    String after = Changelog.with(BEFORE, "Raise\n the cut-off", DAY, "One.\r\n\n- Two. \n");

    assertThat(after)
        .isEqualTo(
            "# What\n\n## Raise the cut-off (2026-11-23)\n\n- One.\n- Two.\n\n"
                + "## 1.0.0 (2026-11-22)\n\n- First.\n");
    assertThat(Changelog.added(files(BEFORE), files(after))).isEqualTo("One.\nTwo.");
    assertThat(Changelog.added(files(after), files(after))).isEmpty();
  }

  @Test
  void aChangelogWithoutEntriesGetsItsFirst() {
    assertThat(Changelog.with("", "T", DAY, "x")).isEqualTo("## T (2026-11-23)\n\n- x\n");
    assertThat(Changelog.with("# What\n", "T", DAY, "x"))
        .isEqualTo("# What\n\n## T (2026-11-23)\n\n- x\n");
  }

  private static RuleFiles files(String log) {
    return new RuleFiles(Map.of(Changelog.FILE, log));
  }
}
