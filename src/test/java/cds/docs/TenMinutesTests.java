package cds.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import cds.Application;
import cds.acceptance.Server;
import cds.acceptance.Server.Reply;
import cds.docs.WalkThrough.Promise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/**
 * Follows the walk-throughs of {@code rules/README.md} word for word, in a copy of the rules: the
 * real application starts with them and is asked, and every mistake leads to the message promised.
 */
@ExtendWith(OutputCaptureExtension.class)
class TenMinutesTests {

  private static final String PAGE = page();
  private static final List<WalkThrough> WALKS = WalkThrough.of(PAGE);
  private static final Pattern START = Pattern.compile("spring-boot.run.arguments=\"(.*)\"");

  @TempDir private Path folder;

  static Stream<Arguments> promises() {
    return WALKS.stream()
        .flatMap(walk -> walk.promises().stream().map(promise -> Arguments.of(walk, promise)));
  }

  /** A page without walk-throughs, or without mistakes, would prove nothing. */
  @Test
  void thePageHoldsTheWalkThroughsThatItAnnounces() {
    assertThat(WALKS.stream().map(walk -> walk.title().substring(0, 3)))
        .containsExactly("(a)", "(b)", "(c)", "(d)");
    assertThat(WALKS)
        .allSatisfy(
            walk -> {
              assertThat(walk.steps().stream().map(WalkThrough.Step::number).toList())
                  .isEqualTo(Stream.iterate(1, n -> n + 1).limit(walk.steps().size()).toList());
              assertThat(walk.promises()).isNotEmpty();
              assertThat(walk.now()).isNotEmpty();
            });
    assertThat(WALKS.stream().flatMap(walk -> walk.promises().stream()))
        .anyMatch(Promise::stopsTheStart)
        .anyMatch(promise -> !promise.stopsTheStart());
    assertThat(PAGE).contains("mvn test -Dtest=RuleCasesTests");
  }

  /** All four one after the other, as somebody does who works through the page. */
  @Test
  void whoFollowsThePageSeesWhatItSays() throws IOException {
    WorkingCopy copy = new WorkingCopy(folder);
    for (WalkThrough walk : WALKS) {
      copy.follow(walk);
    }
    List<Set<String>> before = asked(Path.of("rules"));
    List<Set<String>> now = asked(copy.rules());

    for (int i = 0; i < WALKS.size(); i++) {
      WalkThrough walk = WALKS.get(i);
      assertThat(before.get(i)).as(walk + ", before").containsAll(walk.before());
      assertThat(now.get(i)).as(walk + ", now").containsAll(walk.now());
      assertThat(before.get(i)).as("the change is seen").doesNotContain(walk.now().get(0));
    }
    assertThat(copy.cases(WALKS)).as("the cases of the page").isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("promises")
  void aMistakeLeadsToTheMessageOfThePage(WalkThrough walk, Promise promise, CapturedOutput output)
      throws IOException {
    WorkingCopy copy = new WorkingCopy(folder);
    copy.follow(walk, promise);

    String said;
    if (promise.stopsTheStart()) {
      Throwable stopped = catchThrowable(() -> start(copy.rules()).close());
      assertThat(stopped).as("the start after the mistake").isNotNull();
      said = output.getAll();
    } else {
      said = copy.cases(List.of(walk));
    }
    assertThat(promise.message()).isNotBlank();
    assertThat(said.lines().map(String::strip).toList())
        .containsAll(promise.message().lines().map(String::strip).toList());
  }

  /** What a clinician reads about the patient of each walk-through, line by line. */
  private static List<Set<String>> asked(Path rules) throws IOException {
    List<Set<String>> read = new ArrayList<>();
    try (ConfigurableApplicationContext running = start(rules)) {
      String port = running.getEnvironment().getRequiredProperty("local.server.port");
      Server server = new Server(Integer.parseInt(port));
      for (WalkThrough walk : WALKS) {
        Reply reply = server.post(walk.service(), Files.readString(Path.of(walk.patient())));
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        read.add(lines(reply));
      }
    }
    return read;
  }

  /** Each card begins with its indicator and its summary. */
  private static Set<String> lines(Reply reply) {
    Set<String> lines = new LinkedHashSet<>();
    for (JsonNode card : reply.answer().cards()) {
      String indicator = card.path("indicator").asString("");
      lines.add("*" + indicator + "* **" + card.path("summary").asString("") + "**");
      card.path("detail").asString("").lines().map(String::strip).forEach(lines::add);
    }
    return lines;
  }

  private static ConfigurableApplicationContext start(Path rules) {
    Matcher command = START.matcher(PAGE);
    assertThat(command.find()).as("the page says how to start").isTrue();
    List<String> arguments = new ArrayList<>(Arrays.asList(command.group(1).split(" ")));
    assertThat(arguments).contains("--cds.rules=rules");
    arguments.replaceAll(a -> a.equals("--cds.rules=rules") ? "--cds.rules=" + rules : a);
    arguments.add("--server.port=0");
    return new SpringApplication(Application.class).run(arguments.toArray(String[]::new));
  }

  private static String page() {
    try {
      return Files.readString(Path.of("rules/README.md"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
