package cds.fhir.access;

import static cds.chart.DataKind.CONDITIONS;
import static cds.chart.DataKind.MEDICATIONS;
import static cds.chart.DataKind.PATIENT;
import static cds.fhir.access.Call.bundle;
import static cds.fhir.access.Call.paged;
import static cds.fhir.access.Call.referring;
import static cds.fhir.access.Call.resource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cds.conformance.Requirement;
import cds.fhir.FhirTerms;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever a request, a redirect, a link or a reference names: no name is looked up and no
 * connection opened but to the configured server. A trap stands where the attacker would have it.
 */
@Timeout(120)
@Requirement("FA-8")
class OtherServersTests {

  private final ScriptedServer server = new ScriptedServer();
  private final Trap trap = new Trap();
  private final RecordedNames names = new RecordedNames();
  private FhirServers fhir;

  @BeforeEach
  void start() {
    fhir = new FhirServers(List.of(), Duration.ofSeconds(20), names);
  }

  @AfterEach
  void stop() {
    fhir.close();
    server.close();
    trap.close();
  }

  /** TRAP stands for the attacker's port, PORT for that of the configured server. */
  static Stream<Arguments> others() {
    return Stream.of(
        Arguments.of("metadata of a cloud", "http://169.254.169.254/"),
        Arguments.of("metadata behind the same path", "http://169.254.169.254/fhir"),
        Arguments.of("loopback in IPv6", "http://[::1]:TRAP/fhir"),
        Arguments.of("IPv4 in IPv6", "http://[::ffff:127.0.0.1]:PORT/fhir"),
        Arguments.of("a short address", "http://127.1:PORT/fhir"),
        Arguments.of("a decimal address", "http://2130706433:PORT/fhir"),
        Arguments.of("an octal address", "http://0177.0.0.1:PORT/fhir"),
        Arguments.of("a hexadecimal address", "http://0x7f.0.0.1:PORT/fhir"),
        Arguments.of("another name of the same machine", "http://localhost:PORT/fhir"),
        Arguments.of("a file", "file:///etc/passwd"),
        Arguments.of("gopher", "gopher://127.0.0.1:TRAP/_x"),
        Arguments.of("a jar", "jar:http://127.0.0.1:TRAP/x.jar!/fhir"),
        Arguments.of("no scheme", "127.0.0.1:PORT/fhir"),
        Arguments.of("a scheme left open", "//127.0.0.1:PORT/fhir"),
        Arguments.of("https for http", "https://127.0.0.1:PORT/fhir"),
        Arguments.of("user information", "http://127.0.0.1@127.0.0.1:TRAP/fhir"),
        Arguments.of("user information with a port", "http://127.0.0.1:PORT@127.0.0.1:TRAP/fhir"),
        Arguments.of("empty user information", "http://@127.0.0.1:PORT/fhir"),
        Arguments.of("the name as a part of another", "http://127.0.0.1.evil.example:PORT/fhir"),
        Arguments.of("the port as a part of another", "http://127.0.0.1:PORT0/fhir"),
        Arguments.of("another port", "http://127.0.0.1:TRAP/fhir"),
        Arguments.of("no port", "http://127.0.0.1/fhir"),
        Arguments.of("a dot after the name", "http://127.0.0.1.:PORT/fhir"),
        Arguments.of("a way up", "http://127.0.0.1:PORT/fhir/../admin"),
        Arguments.of("a way up and back", "http://127.0.0.1:PORT/x/../fhir"),
        Arguments.of("a way up in disguise", "http://127.0.0.1:PORT/fhir/%2e%2e/admin"),
        Arguments.of("a way up in capital disguise", "http://127.0.0.1:PORT/fhir/%2E%2E/admin"),
        Arguments.of("a slash in disguise", "http://127.0.0.1:PORT/fhir%2fadmin"),
        Arguments.of("a way up with a semicolon", "http://127.0.0.1:PORT/fhir/..;/admin"),
        Arguments.of("a backslash", "http://127.0.0.1:PORT\\@127.0.0.1:TRAP/fhir"),
        Arguments.of("another path", "http://127.0.0.1:PORT/admin"),
        Arguments.of("a longer path", "http://127.0.0.1:PORT/fhir/admin"),
        Arguments.of("a longer word", "http://127.0.0.1:PORT/fhirx"),
        Arguments.of("two slashes", "http://127.0.0.1:PORT//fhir"),
        Arguments.of("a query", "http://127.0.0.1:PORT/fhir?x=y"),
        Arguments.of("a fragment", "http://127.0.0.1:PORT/fhir#x"),
        Arguments.of("a line break", "http://127.0.0.1:PORT/fhir\r\nHost: evil.example"),
        Arguments.of("a line break in disguise", "http://127.0.0.1:PORT/fhir%0d%0aX: y"),
        Arguments.of("a space", "http://127.0.0.1:PORT/fhir "),
        Arguments.of("a zero", "http://127.0.0.1:PORT/fhir\u0000"),
        Arguments.of("a homograph", "http://\u0435hr.example/fhir"),
        Arguments.of("wide digits", "http://\uff11\uff12\uff17.0.0.1:PORT/fhir"),
        Arguments.of("10 kB", "http://127.0.0.1:PORT/fhir/" + "x".repeat(10_240)),
        Arguments.of("nothing", " "));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("others")
  void aServerThatIsNotTheConfiguredOneIsNotAsked(String name, String url) {
    Obtained obtained = fhir.complete(Call.to(server).naming(placed(url)).asking(PATIENT).wanted());

    assertThat(obtained.lacking()).isEqualTo(Map.of(PATIENT, Lack.SERVER_NOT_ALLOWED));
    assertNothingElseWasReached();
    assertThat(server.asked()).isEmpty();
    assertThat(names.lookedUp()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:PORT/fhir",
        "http://127.0.0.1:PORT/fhir/",
        "HTTP://127.0.0.1:PORT/fhir"
      })
  void theConfiguredServerHasSeveralSpellings(String url) {
    server.on("Patient/p", resource("Patient", "p"));

    assertThat(
            fhir.complete(Call.to(server).naming(placed(url)).asking(PATIENT).wanted()).lacking())
        .isEmpty();
    assertThat(server.targets()).containsExactly("/fhir/Patient/p");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/latest/meta-data/",
        "http://127.0.0.1:TRAP/fhir/Patient/p",
        "http://127.0.0.1:PORT/admin",
        "http://127.0.0.1:PORT/fhir/Patient/q"
      })
  void aRedirectIsNotFollowed(String to) {
    server.on("Patient/p", ScriptedServer.redirect(placed(to)));

    assertThat(fhir.complete(Call.to(server).asking(PATIENT).wanted()).lacking())
        .isEqualTo(Map.of(PATIENT, Lack.FAILED));
    assertThat(server.targets()).containsExactly("/fhir/Patient/p");
    assertNothingElseWasReached();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("others")
  void aNextLinkToAnotherPlaceIsNotFollowed(String name, String url) {
    String link = placed(url).replace("\\", "\\\\");
    String next = link.chars().anyMatch(c -> c < ' ') ? "http://127.0.0.1:1/" : link;
    if (isInside(url)) {
      return;
    }
    server.on("Condition", paged(next, resource("Condition", "c")));

    Obtained obtained =
        fhir.complete(
            Call.to(server)
                .asking(CONDITIONS)
                .prefetched(MEDICATIONS, paged(next, resource("MedicationRequest", "m")))
                .wanted());

    assertThat(server.targets()).containsExactly("/fhir/Condition?patient=p&_count=200");
    assertThat(obtained.prefetch().json().at("/conditions/link/0/url").asString())
        .as("what is on it stays unknown")
        .isEqualTo(next.replace("\\\\", "\\"));
    assertThat(obtained.prefetch().json().at("/medications/link/0/url").asString()).isNotEmpty();
    assertNothingElseWasReached();
  }

  /** As a link, an address below the base or one with a query is another page. */
  private static boolean isInside(String url) {
    return Set.of(
            "http://127.0.0.1:PORT/fhir/admin",
            "http://127.0.0.1:PORT/fhir?x=y",
            "http://127.0.0.1:PORT/fhir%0d%0aX: y",
            "127.0.0.1:PORT/fhir")
        .contains(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:TRAP/fhir/Medication/x",
        "http://169.254.169.254/Medication/x",
        "http://127.0.0.1:PORT/Medication/x",
        "http://127.0.0.1:PORT/fhir/../Medication/x",
        "http://127.0.0.1:PORT@127.0.0.1:TRAP/fhir/Medication/x",
        "//127.0.0.1:TRAP/fhir/Medication/x",
        "/Medication/x",
        "../Medication/x",
        "Medication/../Patient/q",
        "Medication/%2e%2e",
        "Medication/..",
        "Medication/x?y=z",
        "Medication/x#y",
        "Patient/q",
        "file:///Medication/x"
      })
  void aReferenceToAnotherPlaceIsNotFollowed(String reference) {
    server.on("MedicationRequest", bundle(referring("MedicationRequest", "m", placed(reference))));

    Obtained obtained = fhir.complete(Call.to(server).asking(MEDICATIONS).wanted());

    assertThat(obtained.medications()).isEmpty();
    assertThat(server.targets()).containsExactly("/fhir/MedicationRequest?patient=p&_count=200");
    assertNothingElseWasReached();
  }

  /** The server's name leads to a private address: DNS rebinding, or a record that is wrong. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.255.0.1",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "198.18.0.1",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "fd12:3456::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::"
      })
  void aNameThatLeadsToAPrivateAddressIsNotAsked(String address) {
    names.with("ehr.example", address);
    String base = "http://ehr.example:" + trap.port() + "/fhir";

    assertThat(fhir.complete(Call.to(base).asking(PATIENT).wanted()).lacking())
        .isEqualTo(Map.of(PATIENT, Lack.FAILED));
    assertThat(names.lookedUp())
        .as("once: the answer is what counts")
        .containsExactly("ehr.example");
    assertThat(trap.caught()).isZero();
  }

  @Test
  void aServerOnAPrivateNetworkIsConfiguredAsSuch() throws Exception {
    FhirTerms inside = new FhirTerms(List.of(URI.create("https://ehr.example/fhir")), "", true);
    CheckedAddresses resolver =
        new CheckedAddresses(names, FhirServers.privateHosts(List.of(inside)));

    for (String address : List.of("10.0.0.1", "192.168.1.1", "fd12::1", "100.64.0.1", "8.8.8.8")) {
      names.with("ehr.example", address);
      assertThat(resolver.resolve("ehr.example")).hasSize(1);
    }
    for (String address : List.of("127.0.0.1", "169.254.169.254", "fe80::1", "0.0.0.0")) {
      names.with("ehr.example", address).with("other.example", "10.0.0.1");
      assertThatThrownBy(() -> resolver.resolve("ehr.example")).hasMessageNotContaining(address);
      assertThatThrownBy(() -> resolver.resolve("other.example")).isNotNull();
    }
  }

  private String placed(String url) {
    return url.replace("TRAP", "" + trap.port()).replace("PORT", "" + server.port());
  }

  private void assertNothingElseWasReached() {
    assertThat(trap.caught()).isZero();
    assertThat(names.lookedUp()).allMatch("127.0.0.1"::equals);
    assertThat(server.targets()).allMatch(target -> target.startsWith("/fhir/"));
  }
}
