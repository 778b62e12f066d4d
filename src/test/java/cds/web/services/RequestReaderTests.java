package cds.web.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cds.cdshooks.CdsService;
import cds.decide.CdsRequest;
import cds.web.wire.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestReaderTests {

  private static final String INSTANCE = "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea";

  @Test
  void aPlainCallIsRead() {
    CdsRequest request =
        read(
            "patient-view",
            """
            {"hook": "patient-view", "hookInstance": "%s", "user": "x", "oauth": {}, "x": null,
             "context": {"patientId": "p-1", "userId": "Practitioner/a", "encounterId": "e"},
             "prefetch": {"patient": {"resourceType": "Patient"}, "other": null}}\
            """
                .formatted(INSTANCE));

    assertThat(request.service()).isEqualTo("patient-view-service");
    assertThat(request.hook()).isEqualTo("patient-view");
    assertThat(request.hookInstance()).isEqualTo(INSTANCE);
    assertThat(request.userId()).isEqualTo("Practitioner/a");
    assertThat(request.patientId()).isEqualTo("p-1");
    assertThat(request.context().get("encounterId").stringValue()).isEqualTo("e");
    assertThat(request.prefetch().json().propertyNames()).containsExactly("patient", "other");
    assertThat(request.prefetch().json().get("other").isNull()).isTrue();
  }

  @Test
  void theHashIsOverTheBytesAsSent() {
    String body = call("patient-view", "\"patientId\":\"1\"", "");
    String hash = "d94c86cb61f5cc99dcbf7964c39e3c719ed2417ab149c8153fecfc8eed9cd145";

    assertThat(read("patient-view", body).bodySha256()).isEqualTo(hash);
    assertThat(read("patient-view", " " + body).bodySha256())
        .matches("[0-9a-f]{64}")
        .isNotEqualTo(hash);
  }

  @Test
  void absentAndNullPrefetchAreEmpty() {
    assertThat(
            read("patient-view", call("patient-view", "\"patientId\":\"1\"", "")).prefetch().json())
        .isEmpty();
    assertThat(
            read("patient-view", call("patient-view", "\"patientId\":\"1\"", ",\"prefetch\":null"))
                .prefetch()
                .json())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"Patient/p1,p1", "p1,p1", "A.b-C_9~,A.b-C_9~"})
  void thePatientIdIsBare(String sent, String id) {
    assertThat(
            read("patient-view", call("patient-view", "\"patientId\":\"" + sent + "\"", ""))
                .patientId())
        .isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\"",
        "\" \"",
        "1",
        "null",
        "{}",
        "\"Patient/\"",
        "\"Patient/..\"",
        "\"..\"",
        "\"1&_include=x\"",
        "\"1/2\"",
        "\"https://example.org/Patient/1\"",
        "\"a b\""
      })
  void aPatientIdThatIsNoIdIsRefused(String id) {
    assertRefused(
        "patient-view", call("patient-view", "\"patientId\":" + id, ""), "context.patientId");
  }

  @ParameterizedTest
  @CsvSource({
    "Practitioner/1,Practitioner/1",
    "PractitionerRole/1,PractitionerRole/1",
    "Patient/1,Patient/1",
    "RelatedPerson/1,RelatedPerson/1",
    "https://example.org/fhir/Patient/1,Patient/1",
    "bare,bare"
  })
  void theUserIsTypeAndId(String sent, String userId) {
    assertThat(withUser("\"" + sent + "\"").userId()).isEqualTo(userId);
  }

  @Test
  void aMissingUserIsAccepted() {
    assertThat(read("patient-view", call("patient-view", "\"patientId\":\"1\"", "")).userId())
        .isNull();
    assertThat(withUser("null").userId()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "7", "[]", "\"Device/1\"", "\"Patient/\"", "\"patient/1\""})
  void aUserOfAnotherKindIsRefused(String userId) {
    assertRefused(
        "patient-view",
        call("patient-view", "\"patientId\":\"1\",\"userId\":" + userId, ""),
        "context.userId");
  }

  @ParameterizedTest
  @CsvSource({
    "Patient/1,true",
    "RelatedPerson/1,true",
    "Practitioner/1,false",
    "PractitionerRole/1,false",
    "Patient,false",
    "https://example.org/RelatedPerson/1,true"
  })
  void patientsAndRelativesAreNotClinicians(String userId, boolean expected) {
    assertThat(RequestReader.isNotClinician(withUser("\"" + userId + "\""))).isEqualTo(expected);
  }

  @Test
  void anotherHookIsRefusedAndBothAreNamed() {
    assertRefused(
        "patient-view",
        call("order-sign", "\"patientId\":\"1\"", ""),
        "Service 'patient-view-service' answers hook 'patient-view', but the request is for"
            + " 'order-sign'.");
    assertRefused(
        "patient-view",
        call("Jane Doe, born 1970", "\"patientId\":\"1\"", ""),
        "but the request is for another hook.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"hook\":null}", "{\"hook\":7}", "{\"hook\":\"\"}"})
  void theHookIsRequired(String body) {
    assertRefused("patient-view", body, "hook ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "\"\"",
        "7",
        "\"1\"",
        "\"d1577c69dfbe44adba6d3e05e953b2ea\"",
        "\"{d1577c69-dfbe-44ad-ba6d-3e05e953b2ea}\"",
        "\"d1577c69-dfbe-44ad-ba6d-3e05e953b2eg\"",
        "\"d1577c69-dfbe-44ad-ba6d-3e05e953b2ea\\n\""
      })
  void theHookInstanceIsAUuid(String hookInstance) {
    assertRefused(
        "patient-view",
        "{\"hook\":\"patient-view\",\"hookInstance\":%s,\"context\":{\"patientId\":\"1\"}}"
            .formatted(hookInstance),
        "hookInstance");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", "\"x\""})
  void theContextIsAnObject(String context) {
    assertRefused(
        "patient-view",
        "{\"hook\":\"patient-view\",\"hookInstance\":\"%s\",\"context\":%s}"
            .formatted(INSTANCE, context),
        "context ");
  }

  @Test
  void prefetchThatIsNoObjectIsRefused() {
    assertRefused(
        "patient-view",
        call("patient-view", "\"patientId\":\"1\"", ",\"prefetch\":[]"),
        "prefetch must be an object.");
  }

  @Test
  void aTokenNeedsItsServer() {
    String authorization = ",\"fhirAuthorization\":{\"access_token\":\"t\"}";
    String server = ",\"fhirServer\":\"https://example.org\"";

    assertRefused(
        "patient-view", call("patient-view", "\"patientId\":\"1\"", authorization), "cds-r-1");
    assertRefused(
        "patient-view",
        call("patient-view", "\"patientId\":\"1\"", ",\"fhirServer\":7"),
        "fhirServer");
    assertThat(
            read(
                "patient-view",
                call("patient-view", "\"patientId\":\"1\"", authorization + server)))
        .isNotNull();
  }

  @Test
  void orderHooksNeedTheirOrders() {
    String patient = "\"patientId\":\"1\"";
    String orders = patient + ",\"draftOrders\":{}";

    assertThat(read("order-sign", call("order-sign", orders, ""))).isNotNull();
    assertThat(read("order-select", call("order-select", orders + ",\"selections\":[\"A/1\"]", "")))
        .isNotNull();
    assertRefused("order-sign", call("order-sign", patient, ""), "context.draftOrders");
    assertRefused("order-select", call("order-select", orders, ""), "context.selections");
    assertRefused(
        "order-select",
        call("order-select", patient + ",\"selections\":[]", ""),
        "context.draftOrders");
    assertRefused(
        "order-select",
        call("order-select", orders + ",\"selections\":[1]", ""),
        "context.selections");
    assertRefused(
        "order-select",
        call("order-select", orders + ",\"selections\":\"A/1\"", ""),
        "context.selections");
  }

  private static CdsRequest withUser(String userId) {
    return read(
        "patient-view", call("patient-view", "\"patientId\":\"1\",\"userId\":" + userId, ""));
  }

  private static String call(String hook, String context, String more) {
    return "{\"hook\":\"%s\",\"hookInstance\":\"%s\",\"context\":{%s}%s}"
        .formatted(hook, INSTANCE, context, more);
  }

  private static void assertRefused(String hook, String body, String sentence) {
    assertThatThrownBy(() -> read(hook, body))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(400))
        .hasMessageContaining(sentence);
  }

  private static CdsRequest read(String hook, String body) {
    return RequestReader.read(service(hook), bytes(body));
  }

  private static CdsService service(String hook) {
    return new CdsService(hook, "Title", "Text", hook + "-service", Map.of(), "");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
