package cds.web.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cds.knowledge.Problem;
import cds.knowledge.RulesRejected;
import cds.web.TestServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

@ExtendWith(OutputCaptureExtension.class)
class StartTests {

  /** Rules that an author must mend. */
  static class RejectedRules {

    @Bean
    RulesRejected rejected() {
      throw new RulesRejected(List.of(new Problem("rules/a.csv", "r1", "b", "unknown word 'x'")));
    }
  }

  @Test
  void theDefaultsStartAndAnswerOnLoopback() {
    try (ConfigurableApplicationContext context = start(TestServer.class)) {
      CdsProperties properties = context.getBean(CdsProperties.class);

      assertThat(properties.evaluationTime()).isNull();
      assertThat(properties.zone()).hasToString("UTC");
      assertThat(properties.auth()).isEqualTo("loopback");
      assertThat(properties.label()).isEqualTo("us-label");
      assertThat(properties.policies()).isEmpty();
      assertThat(properties.maxBody().toMegabytes()).isEqualTo(4);
      assertThat(properties.rules()).isNull();
      assertThat(context.getEnvironment().getProperty("server.address")).isEqualTo("127.0.0.1");
    }
  }

  @Test
  void policiesAreAList() {
    try (ConfigurableApplicationContext context =
        start(TestServer.class, "--cds.policies=one, two")) {
      assertThat(context.getBean(CdsProperties.class).policies()).containsExactly("one", "two");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--server.address=0.0.0.0 | server.address is 0.0.0.0, but with cds.auth=loopback",
        "--server.address= | server.address is not set",
        "--management.server.port=0 | management.server.address is not set",
        "--server.forward-headers-strategy=native | server.forward-headers-strategy must be none",
        "--cds.auth=jwt | cds.clients is not set, but cds.auth=jwt needs it",
        "--cds.auth=none | cds.auth is 'none', which is not a known mode",
        "--cds.max-body=1B | Choose a size from 1KB to 256MB",
        "--cds.max-body=big | cds.max-body is 'big', which cannot be read. Use a size such as 4MB.",
        "--cds.zone=Mars/Base | cds.zone is 'Mars/Base', which cannot be read.",
        "--cds.evaluation-time=today | cds.evaluation-time is 'today', which cannot be read.",
        "--cds.reader-shadow=1.5 | Choose a share from 0 to 1",
        "--cds.reader=quick | cds.reader is 'quick', which cannot be read. Use one-pass or hapi.",
        "--cds.large-bodies=0 | At least 1 large request must be let in",
        "--cds.large-bodies=few | cds.large-bodies is 'few', which cannot be read. Use a number",
        "--cds.time-limit=99ms | cds.time-limit is 99ms. Choose a time from 100ms to 1m",
        "--cds.time-limit=61s | Choose a time from 100ms to 1m",
        "--cds.time-limit=soon | cds.time-limit is 'soon', which cannot be read. Use a time such",
        "--cds.policy=one | cds.policy: no such setting. Settings are cds.auth,",
        "--cds.fhir-servers=http://ehr.example/fhir | cds.fhir-servers holds an address that cannot"
            + " be asked",
        "--cds.fhir-servers=https://a@ehr.example/fhir | cds.fhir-servers holds an address that"
            + " cannot be asked",
        "--cds.fhir-servers=https://ehr.example/fhir?x=y | cds.fhir-servers holds an address that"
            + " cannot be asked",
        "--cds.fhir-budget=1ms | Choose a time from 50ms to 30s",
        "--cds.fhir-budget=soon | cds.fhir-budget is 'soon', which cannot be read.",
        "--cds.label= | cds.label is empty"
      })
  void anUnsafeOrUnreadableSettingStopsTheStartWithASentence(
      String argument, String sentence, CapturedOutput output) {
    assertThatThrownBy(() -> start(TestServer.class, argument)).isInstanceOf(Exception.class);

    assertThat(output.getAll())
        .contains(sentence, "Change the setting and start again.")
        .doesNotContain("\tat ", " WARN ");
  }

  @Test
  void theEvaluationTimeIsRefusedInProductionOnly(CapturedOutput output) {
    String time = "--cds.evaluation-time=2025-06-16T12:00:00Z";
    start(TestServer.class, time).close();

    assertThatThrownBy(() -> start(TestServer.class, time, "--spring.profiles.active=prod"))
        .hasRootCauseInstanceOf(StartRefused.class);
    assertThat(output.getAll()).contains("is refused in profile prod").doesNotContain("\tat ");
  }

  @Test
  void rejectedRulesArePrintedForTheirAuthor(CapturedOutput output) {
    assertThatThrownBy(
            () ->
                new SpringApplication(TestServer.class, RejectedRules.class).run("--server.port=0"))
        .hasRootCauseInstanceOf(RulesRejected.class);

    assertThat(output.getAll())
        .contains("rules/a.csv, row r1, column b: unknown word 'x'", "Mend the files named above")
        .doesNotContain("\tat ", " WARN ");
  }

  private static ConfigurableApplicationContext start(Class<?> source, String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "--server.port=0";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return new SpringApplication(source).run(all);
  }
}
