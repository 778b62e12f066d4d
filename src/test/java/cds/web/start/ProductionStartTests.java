package cds.web.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cds.auth.Ehr;
import cds.conformance.Requirement;
import cds.web.Registry;
import cds.web.TestServer;
import com.nimbusds.jose.jwk.JWKSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** With signed requests, and above all in profile prod, unsafe settings stop the start. */
@ExtendWith(OutputCaptureExtension.class)
@Requirement({"SEC-1", "SEC-2", "SEC-8", "I-2", "I-168", "I-177"})
class ProductionStartTests {

  /** Spring Boot keeps the format of the log for whatever starts next in this JVM. */
  @AfterAll
  static void logsAreTextAgain() {
    System.clearProperty("CONSOLE_LOG_STRUCTURED_FORMAT");
  }

  private static final String ONE =
      "clients:\n  - {name: a, issuer: \"https://a.example\", keys: {file: a.jwks.json}}\n";
  private static final String SPECIFICATION_KEY =
      "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-384\",\"kid\":\"example-kid\",\"x\":"
          + "\"46SDH7Znh821wblCBglA61sNE9ZrHYKKt3qRtRTmSXyOI_FIGBLWrWa0GPUkDCEk\",\"y\":"
          + "\"XMcRuuoGW7CXjQdy-F5i3FeBE0x9hPLdeFdSoDd3ELmx404tLX0VRRcqzAsPhXcI\"}]}";

  @TempDir private Path folder;

  @Test
  void signedRequestsMayComeFromElsewhere() {
    start("--server.address=0.0.0.0").close();
    start("--server.address=0.0.0.0", "--spring.profiles.active=prod", "--cds.behind-proxy=true")
        .close();
    start("--spring.profiles.active=prod").close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "--cds.clients= | none | cds.clients is not set, but cds.auth=jwt needs it",
        "--cds.public-base= | none | cds.public-base is not set, but cds.auth=jwt needs it",
        "--cds.public-base=cds.example.org | none | cds.public-base is no address of a server",
        "--cds.public-base=https://u:p@cds.example.org | none | is no address of a server",
        "--cds.public-base=https://cds.example.org?x=1 | none | is no address of a server",
        "--cds.clients=none.yaml | none | cds.clients names a file that cannot be read",
        "--cds.auth=loopback | prod | cds.auth is loopback, under which nobody signs in",
        "--cds.public-base=http://cds.example.org | prod | clients call by https only",
        "--server.address=0.0.0.0 | prod | nothing encrypts what is sent to it",
        "--server.address= | prod | nothing encrypts what is sent to it"
      })
  void anUnsafeSettingStopsTheStart(
      String setting, String profile, String sentence, CapturedOutput output) {
    String active = profile == null ? "--debug=false" : "--spring.profiles.active=" + profile;

    assertThatThrownBy(() -> start(setting, active)).isInstanceOf(Exception.class);

    assertThat(output.getAll())
        .contains(sentence, "Change the setting and start again.")
        .doesNotContain("\tat ", "java.base@");
  }

  @Test
  void aPublishedKeyOrIssuerIsRefusedInProductionOnly(CapturedOutput output) {
    Registry.file(folder, "a.jwks.json", SPECIFICATION_KEY);
    start(ONE).close();
    assertStopped(ONE, output, "the client 'a' of cds.clients is a published example");

    Registry.file(folder, "a.jwks.json", Ehr.jwks(Ehr.withEc("", "k")));
    assertStopped(
        ONE.replace("https://a.example", "https://sandbox.cds-hooks.org")
            .replace("name: a", "name: box"),
        output,
        "the client 'box' of cds.clients is a published example");
  }

  @Test
  void keysThatCannotBeUsedAreNamed(CapturedOutput output) {
    Ehr small = Ehr.withRsa("", "small", 1024);
    Ehr secret = Ehr.withEc("", "secret");
    Registry.file(
        folder, "a.jwks.json", new JWKSet(List.of(small.key(), secret.key())).toString(false));

    assertThatThrownBy(() -> start(ONE)).isInstanceOf(Exception.class);

    assertThat(output.getAll())
        .contains(
            "clients.yaml, row a, column keys.file: the key 'small' is private",
            "the key 'secret' is private or symmetric",
            "holds no key that verifies a signature")
        .doesNotContain("\tat ", secret.key().toECKey().getD().toString());

    Registry.file(folder, "a.jwks.json", Ehr.jwks(small));
    assertThatThrownBy(() -> start(ONE)).isInstanceOf(Exception.class);
    assertThat(output.getAll()).contains("the key 'small' fits none of the client's algorithms");

    Registry.file(folder, "a.jwks.json", "secret");
    assertThatThrownBy(() -> start(ONE)).isInstanceOf(Exception.class);
    assertThat(output.getAll()).contains("is not a JSON Web Key Set");
  }

  @Test
  void callersOnThisMachineHaveNoPlaceAmongSigners(CapturedOutput output) {
    assertThatThrownBy(() -> start("clients:\n  - {name: loopback}\n"))
        .isInstanceOf(Exception.class);

    assertThat(output.getAll())
        .contains("row loopback, column name: names callers on this machine");
  }

  private void assertStopped(String registry, CapturedOutput output, String sentence) {
    assertThatThrownBy(() -> start(registry, "--spring.profiles.active=prod"))
        .hasRootCauseInstanceOf(StartRefused.class);
    assertThat(output.getAll()).contains(sentence).doesNotContain("\tat ");
  }

  /** Starts with a registry, or with settings that begin with two hyphens. */
  private ConfigurableApplicationContext start(String... arguments) {
    List<String> all = new ArrayList<>();
    String registry = ONE;
    all.add("--server.port=0");
    all.add("--management.server.port=0");
    all.add("--cds.auth=jwt");
    all.add("--cds.public-base=https://cds.example.org");
    for (String argument : arguments) {
      if (argument.startsWith("--")) {
        all.removeIf(other -> other.startsWith(argument.substring(0, argument.indexOf('=') + 1)));
        all.add(argument);
      } else {
        registry = argument;
      }
    }
    if (registry.equals(ONE) && !folder.resolve("a.jwks.json").toFile().exists()) {
      Registry.file(folder, "a.jwks.json", Ehr.jwks(Ehr.withEc("", "k")));
    }
    Path file = Registry.file(folder, "clients.yaml", registry);
    if (all.stream().noneMatch(argument -> argument.startsWith("--cds.clients="))) {
      all.add("--cds.clients=" + file);
    }
    return new SpringApplication(TestServer.class).run(all.toArray(String[]::new));
  }
}
