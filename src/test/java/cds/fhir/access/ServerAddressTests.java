package cds.fhir.access;

import static org.assertj.core.api.Assertions.assertThat;

import cds.conformance.Requirement;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Requirement("FA-8")
class ServerAddressTests {

  private static final ServerAddress EHR =
      ServerAddress.of("https://ehr.example/fhir").orElseThrow();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://ehr.example/fhir",
        "https://ehr.example/fhir/",
        "https://EHR.example:443/fhir",
        "HTTPS://ehr.EXAMPLE/fhir"
      })
  void spellingsOfOneAddressAreEqual(String text) {
    assertThat(ServerAddress.pinned(text, List.of(URI.create("https://ehr.example/fhir"))))
        .contains(EHR);
    assertThat(ServerAddress.pinned("https://ehr.example/fhir", List.of(URI.create(text))))
        .contains(EHR);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://ehr.example/fhir",
        "https://ehr.example:8443/fhir",
        "https://ehr.example/FHIR",
        "https://ehr.example/fhir/r4",
        "https://ehr.example",
        "https://ehr.example@evil/fhir",
        "https://ehr.example.evil.com/fhir",
        "https://evil.com/https://ehr.example/fhir",
        "https://ehr.example/fhir/../admin"
      })
  void anotherAddressIsNotEqual(String text) {
    assertThat(ServerAddress.pinned(text, List.of(URI.create("https://ehr.example/fhir"))))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Medication/x, https://ehr.example/fhir/Medication/x",
    "/fhir/Medication/x, https://ehr.example/fhir/Medication/x",
    "?page=2, https://ehr.example/fhir?page=2",
    "https://ehr.example/fhir?_getpages=1, https://ehr.example/fhir?_getpages=1",
    "https://ehr.example:443/fhir/X?code=a|b, https://ehr.example:443/fhir/X?code=a%7Cb",
    "https://ehr.example/fhir/X?next=https://other/x,"
        + " https://ehr.example/fhir/X?next=https://other/x"
  })
  void linksBelowTheBaseAreFollowed(String link, String url) {
    assertThat(EHR.follow(link)).contains(URI.create(url));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/other",
        "//evil/fhir",
        "https://evil/fhir/X",
        "https://ehr.example/fhirx?page=2",
        "https://ehr.example/fhir/../x",
        "http://ehr.example/fhir?page=2",
        "https://ehr.example:444/fhir?page=2",
        "../fhir/X",
        "X#y",
        "urn:uuid:1",
        "#med"
      })
  void otherLinksAreNot(String link) {
    assertThat(EHR.follow(link).map(EHR::below).filter(below -> !below.contains(":"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "https://ehr.example/fhir, true",
    "http://127.0.0.1:8080/fhir, true",
    "http://127.8.9.10/fhir, true",
    "http://localhost/fhir, true",
    "http://[::1]:9/fhir, true",
    "http://ehr.example/fhir, false",
    "http://10.0.0.1/fhir, false",
    "http://localhost.evil.example/fhir, false"
  })
  void withoutEncryptionOnThisMachineOnly(String base, boolean safe) {
    assertThat(ServerAddress.of(base).orElseThrow().isSafe()).isEqualTo(safe);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.1/fhir", "http://2130706433/fhir", "ftp://127.0.0.1/", "x"})
  void whatIsNoAddressCannotBeConfigured(String base) {
    assertThat(ServerAddress.of(base).filter(ServerAddress::isSafe)).isEmpty();
  }

  @Test
  void aServerMayStandAtTheRoot() {
    ServerAddress root = ServerAddress.of("https://ehr.example/").orElseThrow();

    assertThat(root.url("Patient/p")).isEqualTo(URI.create("https://ehr.example/Patient/p"));
    assertThat(root.follow("https://ehr.example/a/b?c")).isPresent();
  }
}
