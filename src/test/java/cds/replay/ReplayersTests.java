package cds.replay;

import static org.assertj.core.api.Assertions.assertThat;

import cds.acceptance.Flow;
import cds.knowledge.RuleFiles;
import cds.oracle.RecordedPatient;
import cds.rules.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** The release that decides now is not read and compiled again; every other one is, once. */
class ReplayersTests {

  private static final RuleFiles FILES = new RuleFiles(Release.texts());
  private static final RuleFiles OTHER = other();

  private final List<String> asked = new ArrayList<>();
  private final Flow running = Release.flow("us-label");

  @Test
  void theReleaseThatDecidesNowIsReadyAtOnce() {
    ObjectNode content = content("us-label");

    Replayer replayer = replayers(running).of(FILES.release()).orElseThrow();

    assertThat(asked).isEmpty();
    assertThat(replayer.rules()).isSameAs(running.decisions().rules());
    assertThat(Said.of(replayer.replay(content).evaluation())).isEqualTo(Said.of(content));
    assertThat(replayer.explain(content)).isEqualTo(Replayer.of(FILES).explain(content));
  }

  @Test
  void whatNoCallerHasAnyMoreIsCompiledFromIt() {
    ObjectNode content = content("eu-label");

    Replayer replayer = replayers(running).of(FILES.release()).orElseThrow();

    assertThat(asked).isEmpty();
    assertThat(Said.of(replayer.replay(content).evaluation())).isEqualTo(Said.of(content));
  }

  @Test
  void anotherReleaseIsReadOnceFromTheArchive() {
    Replayers replayers = replayers(running);

    assertThat(replayers.of(OTHER.release())).isPresent();
    assertThat(replayers.of(OTHER.release())).isPresent();
    assertThat(replayers.of("sha256:0")).isEmpty();
    assertThat(asked).containsExactly(OTHER.release(), "sha256:0");
  }

  @Test
  void withoutARunningReleaseAllAreInTheArchive() {
    assertThat(new Replayers(this::archive, Optional::empty).of(FILES.release())).isPresent();
    assertThat(asked).containsExactly(FILES.release());
  }

  private Replayers replayers(Flow flow) {
    return new Replayers(this::archive, () -> Optional.of(flow.decisions()));
  }

  private Optional<RuleFiles> archive(String hash) {
    asked.add(hash);
    return List.of(FILES, OTHER).stream().filter(files -> files.release().equals(hash)).findFirst();
  }

  private static ObjectNode content(String label) {
    for (long seed = 0; seed < 100; seed++) {
      ObjectNode content = RecordedPatient.of(seed, "dupilumab-monitoring").content();
      if (content.path("label").asString("").equals(label)) {
        return content;
      }
    }
    throw new AssertionError("nobody is under " + label);
  }

  private static RuleFiles other() {
    Map<String, String> texts = Release.texts();
    texts.merge("rules/README.md", "\n", String::concat);
    return new RuleFiles(texts);
  }
}
