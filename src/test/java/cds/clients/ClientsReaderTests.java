package cds.clients;

import static org.assertj.core.api.Assertions.assertThat;

import cds.decide.Caller;
import cds.knowledge.Problem;
import cds.knowledge.Problems;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientsReaderTests {

  private static final String CITY =
      """
      clients:
        - name: city
          issuer: https://ehr.city.example/fhir
          audiences: [city-cds]
          algorithms: [RS384]
          keys: {file: city.jwks.json}
          tenant: north
          skew: 30
          longest-life: 900
          services: [dupilumab-eligibility]
          origins: ["https://ehr.city.example"]
          requests-per-minute: 60
          fhir: {servers: ["https://ehr.city.example/fhir"], subject: cds-at-city}
          label: eu-label
          policies: [nice-ta534]
          zone: Europe/London
          languages: [de, en]
          other-subjects: refused
      """;

  private final Problems problems = new Problems();

  private Clients read(String text) {
    return new ClientsReader(
            "clients.yaml",
            path -> path.equals("city.jwks.json") ? Optional.of("{\"keys\":[]}") : Optional.empty(),
            Caller.of("", "us-label", List.of("trial-entry"), ZoneOffset.UTC),
            problems)
        .read(text);
  }

  @Test
  void everythingAClientMayHaveIsRead() {
    Client city = read(CITY).ofIssuer("https://ehr.city.example/fhir").orElseThrow();

    assertThat(problems.found()).isEmpty();
    assertThat(city.name()).isEqualTo("city");
    assertThat(city.mayCall("dupilumab-eligibility")).isTrue();
    assertThat(city.mayCall("dupilumab-refill")).isFalse();
    assertThat(city.origins()).containsExactly("https://ehr.city.example");
    assertThat(city.requestsPerMinute()).isEqualTo(60);
    Trust trust = city.trust();
    assertThat(trust).isNotNull();
    assertThat(trust.audiences()).containsExactly("city-cds");
    assertThat(trust.algorithms()).containsExactly("RS384");
    assertThat(trust.keys()).isEqualTo(new Trust.Keys.Fixed("{\"keys\":[]}", null));
    assertThat(trust.tenant()).isEqualTo("north");
    assertThat(trust.skew()).isEqualTo(Duration.ofSeconds(30));
    assertThat(trust.longestLife()).isEqualTo(Duration.ofMinutes(15));
    Caller caller = city.caller();
    assertThat(caller.label()).isEqualTo("eu-label");
    assertThat(caller.policies()).containsExactly("nice-ta534");
    assertThat(caller.zone()).hasToString("Europe/London");
    assertThat(caller.languages()).containsExactly("de", "en");
    assertThat(caller.refusesOtherSubjects()).isTrue();
    assertThat(caller.fhir().servers())
        .containsExactly(URI.create("https://ehr.city.example/fhir"));
    assertThat(caller.fhir().subject()).isEqualTo("cds-at-city");
    assertThat(caller.fhir().onPrivateNetwork()).isFalse();
  }

  @Test
  void aServerMayBeOnAPrivateNetwork() {
    Clients clients = read(CITY.replace("subject: cds-at-city", "network: private"));

    assertThat(clients.callers().get(0).fhir().onPrivateNetwork()).isTrue();
    assertThat(problems.found()).isEmpty();
  }

  @Test
  void whatAClientDoesNotSayComesFromTheSettings() {
    Client small =
        read("""
        clients:
          - name: small
            issuer: https://small.example
            keys: {url: "https://small.example/jwks"}
        """)
            .named("small")
            .orElseThrow();

    assertThat(problems.found()).isEmpty();
    assertThat(small.mayCall("dupilumab-refill")).isTrue();
    assertThat(small.caller().label()).isEqualTo("us-label");
    assertThat(small.caller().policies()).containsExactly("trial-entry");
    assertThat(small.caller().fhir().servers()).isEmpty();
    assertThat(small.trust().algorithms()).containsExactlyInAnyOrder("ES384", "RS384");
    assertThat(small.trust().keys())
        .isEqualTo(new Trust.Keys.Remote(URI.create("https://small.example/jwks")));
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "name: city                   | name: City!                | name | small letters, digits",
        "issuer: https://ehr.city.example/fhir | issuer: \"\" | issuer | the exact iss",
        "algorithms: [RS384]          | algorithms: [HS256]        | algorithms | ES384, RS384",
        "{file: city.jwks.json}       | {file: other.json}         | keys.file | a JWKS file"
            + " beside",
        "{file: city.jwks.json}       | {url: \"http://a.example/k\"} | keys.url | an https"
            + " address",
        "{file: city.jwks.json}       | {url: \"https://a@b.example/k\"} | keys.url | an https"
            + " address",
        "{file: city.jwks.json}       | {}                         | keys | file: a JWKS file, or"
            + " url",
        "origins: [\"https://ehr.city.example\"] | origins: [\"*\"] | origins | without a path",
        "requests-per-minute: 60      | requests-per-minute: 0     | requests-per-minute | from 1"
            + " to",
        "zone: Europe/London          | zone: Mars/Base            | zone | a time zone such as",
        "skew: 30                     | skew: 301                  | skew | from 0 to 300",
        "other-subjects: refused      | other-subjects: refuse     | other-subjects | did you mean",
        "languages: [de, en]          | language: de               | language | did you mean"
            + " 'languages'",
        "{servers: [\"https://ehr.city.example/fhir\"], | {servers: [\"ftp://a.example\"], |"
            + " servers | the base address",
        "{servers: [\"https://ehr.city.example/fhir\"], | {servers: [\"https://u:p@a.example\"], |"
            + " servers | the base address",
        "{servers: [\"https://ehr.city.example/fhir\"], | {servers: [\"http://a.example/fhir\"], |"
            + " servers | http on this machine only",
        "{servers: [\"https://ehr.city.example/fhir\"], | {network: hidden, servers: [], | network"
            + " | public, private",
        "subject: cds-at-city         | id: cds-at-city            | id | unknown key",
        "audiences: [city-cds]        | audiences: city-cds        | audiences | a list",
      })
  void whatIsWrongIsNamedWithPlaceAndWhatIsAllowed(
      String right, String wrong, String key, String allowed) {
    assertThat(CITY).contains(right);
    read(CITY.replace(right, wrong));

    assertThat(problems.found())
        .anySatisfy(
            problem -> {
              assertThat(problem.file()).isEqualTo("clients.yaml");
              assertThat(problem.column()).isEqualTo(key);
              assertThat(problem.message()).contains(allowed);
            });
  }

  @Test
  void namesAndIssuersAreUnique() {
    read(CITY + CITY.substring("clients:\n".length()));

    assertThat(problems.found())
        .extracting(Problem::message)
        .contains("two clients have this name", "two clients have this issuer");
  }

  @Test
  void aRegistryListsSomebody() {
    read("clients: []");
    read("client: []");

    assertThat(problems.found())
        .extracting(Problem::message)
        .contains("must list at least one client", "unknown key; did you mean 'clients'?");
  }
}
