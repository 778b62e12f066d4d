package cds.web.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import cds.Application;
import cds.acceptance.Json;
import cds.people.People;
import cds.people.Role;
import cds.web.people.Guest;
import cds.web.people.QuickHashes;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;

/** A patient is described in a form, decided about, and shown as a request that can be edited. */
@SpringBootTest(
    classes = {Application.class, QuickHashes.class},
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "cds.evaluation-time=2025-06-16T12:00:00Z",
      "cds.warm-up=0",
      "spring.datasource.url=jdbc:h2:mem:described;DB_CLOSE_DELAY=-1",
      "cds.record.folder=target/described",
      "cds.record.keys=target/described/keys.json"
    })
class DescribedPatientTests {

  private static final Pattern REQUEST =
      Pattern.compile("<textarea id=\"request\"[^>]*>(.*?)</textarea>", Pattern.DOTALL);
  private static final Pattern FAULT =
      Pattern.compile("<span class=\"wrong\" id=\"([^\"]+)-wrong\">([^<]+)</span>");
  private static final String HTML = "\"><script>alert(1)</script>";

  private static final List<String> ADULT =
      List.of(
          "service", "dupilumab-eligibility",
          "age", "37",
          "sex", "female",
          "condition.0.what", "atopic-dermatitis",
          "measure.body-weight.value", "72",
          "score.viga-ad.value", "3",
          "score.viga-ad.days", "5",
          "score.easi.value", "18.4",
          "score.easi.days", "5",
          "drug.0.what", "mometasone, topical, potent",
          "drug.0.state", "ended",
          "drug.0.from", "16",
          "drug.0.to", "6",
          "drug.0.outcome", "inadequate");

  @LocalServerPort private int port;
  @Autowired private People people;

  private Guest ann;
  private String form = "";

  @BeforeEach
  void aDraft() {
    if (people.find("ann").isEmpty()) {
      Guest.known(people, "ann", Role.AUTHOR);
    }
    ann = new Guest(port);
    ann.signIn("ann", Guest.PASSWORD);
    HttpResponse<String> begun =
        ann.submit("/workbench", "/workbench/drafts", "title", "patients", "rule", "");
    form = Guest.location(begun).replaceAll("^https?://[^/]+", "") + "/try/patient";
  }

  private HttpResponse<String> send(List<String> fields, String... more) {
    List<String> all = new ArrayList<>(fields);
    all.addAll(List.of(more));
    return ann.submit(form, form, all.toArray(String[]::new));
  }

  private String decided(List<String> fields, String... more) {
    HttpResponse<String> page = send(fields, more);
    assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
    return page.body();
  }

  private static JsonNode request(String page) {
    Matcher text = REQUEST.matcher(page);
    assertThat(text.find()).as(page).isTrue();
    return Json.read(HtmlUtils.htmlUnescape(text.group(1)));
  }

  @Test
  void anAdultWhoIsEligibleIsSaidToBe() {
    String page = decided(ADULT);

    assertThat(page).contains("Eligible for dupilumab", "Rules: which rows held", "Save as a case");
    JsonNode request = request(page);
    assertThat(request.at("/prefetch/patient/birthDate").asString()).isEqualTo("1988-06-16");
    assertThat(request.at("/prefetch/conditions/entry/0/resource/code/coding/0/code").asString())
        .isEqualTo("24079001");
    assertThat(request.at("/prefetch/allergies/type").asString()).isEqualTo("searchset");
    assertThat(request.at("/prefetch/observations/entry")).hasSize(3);
  }

  @Test
  void whatIsLookedForAndNotFoundDiffersFromWhatIsNotKnown() {
    List<String> bare = List.of("service", "dupilumab-eligibility", "age", "37");
    List<String> sick = new ArrayList<>(bare);
    sick.addAll(List.of("condition.0.what", "atopic-dermatitis"));

    String found = decided(sick);
    assertThat(state(found, "observations_state")).isEqualTo("empty");
    String unknown = decided(sick, "kind.observations", "unknown");
    assertThat(state(unknown, "observations_state")).isEqualTo("unknown");
    assertThat(unknown).contains("Cannot tell yet");
    assertThat(state(decided(bare, "kind.conditions", "unknown"), "conditions_state"))
        .isEqualTo("unknown");
  }

  private static String state(String page, String element) {
    Matcher value =
        Pattern.compile("<code>" + element + "</code></th>\\s*<td>[^<]*</td><td>([^<]*)</td>")
            .matcher(page);
    assertThat(value.find()).as(element).isTrue();
    return value.group(1);
  }

  @Test
  void aResponseNeedsAnEarlierValue() {
    String page =
        decided(
            List.of(
                "service", "dupilumab-monitoring",
                "age", "40",
                "condition.0.what", "atopic-dermatitis",
                "drug.0.what", "dupilumab-300mg-syringe",
                "drug.0.from", "20",
                "drug.0.mg", "300",
                "drug.0.weeks", "2",
                "score.easi.value", "4",
                "score.easi.days", "2",
                "score.easi.before", "24.6",
                "score.easi.before-days", "145"));

    assertThat(state(page, "treatment_status")).isEqualTo("on-treatment");
    assertThat(state(page, "easi_baseline")).startsWith("24.6");
    assertThat(state(page, "response_level")).isEqualTo("responding");
    assertThat(state(page, "regimen_weeks")).startsWith("2");
  }

  @Test
  void anOrderOfTheVisitIsChecked() {
    List<String> ordered = new ArrayList<>(ADULT);
    ordered.set(1, "dupilumab-order-sign");
    String page =
        decided(
            ordered,
            "drug.1.what",
            "dupilumab-300mg-syringe",
            "drug.1.state",
            "ordered",
            "drug.1.mg",
            "300",
            "drug.1.weeks",
            "4");

    assertThat(request(page).at("/context/draftOrders/entry")).hasSize(1);
    assertThat(page).contains("drug-1", "order");
    assertThat(state(page, "drug_ordered")).isEqualTo("yes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "age                   | thirty     | Write a whole number from 0 to 130.",
        "age                   | 131        | Write a whole number from 0 to 130.",
        "birth                 | 2030-01-01 | Take a day from",
        "birth                 | 1.1.1990   | This is no day.",
        "sex                   | both       | Choose one of the list.",
        "service               | none       | Choose one of the list.",
        "score.easi.value      | 72.5       | Allowed is [0..72].",
        "score.viga-ad.value   | 2.5        | Allowed are steps of 1.",
        "score.easi.value      | much       | This is no number.",
        "score.easi.before     | 20         | Say how many days ago that was.",
        "measure.total-ige.value   | -1     | Allowed is [0..).",
        "condition.0.what      | made-up    | Choose one of the list.",
        "drug.1.mg             | 300        | Choose what this is about",
        "drug.0.to             | 20         | It cannot end before it begins.",
        "drug.0.mg             | 300        | Say how often the dose is given.",
        "vaccine.0.what        | mmr-vaccine | The service does not look at this.",
        "drug.0.state          | ordered    | The service does not look at this."
      })
  void whatIsWrongIsToldAtItsFieldAndNothingIsLost(String field, String typed, String says) {
    List<String> fields = new ArrayList<>(ADULT);
    int at = fields.indexOf(field);
    if (at >= 0) {
      fields.set(at + 1, typed);
    } else {
      fields.addAll(List.of(field, typed));
    }
    if (field.equals("birth")) {
      fields.set(fields.indexOf("age") + 1, "");
    }

    HttpResponse<String> page = send(fields);

    assertThat(page.statusCode()).isEqualTo(400);
    List<String> faults = new ArrayList<>();
    Matcher fault = FAULT.matcher(page.body());
    while (fault.find()) {
      faults.add(fault.group(1) + ": " + fault.group(2));
    }
    assertThat(String.join("\n", faults)).contains(says);
    assertThat(page.body()).contains("aria-invalid=\"true\"", "role=\"alert\"", "value=\"72\"");
  }

  @Test
  void whatIsTypedIsTextOnThePage() {
    HttpResponse<String> page =
        send(
            ADULT,
            "score.scorad.value",
            HTML,
            "drug.2.what",
            HTML,
            "policies",
            HTML,
            "birth",
            "x".repeat(5_000));
    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.body())
        .contains("&lt;script&gt;", "This is too long")
        .doesNotContain("<script>alert", "x".repeat(101));
  }

  /** The request can be decided again, and the form filled in as it was. */
  @Test
  void theFormIsFoundAgain() {
    String page = decided(ADULT, "policies", "trial-entry");
    assertThat(page).contains("Back to the form of this patient");
    HttpResponse<String> again = send(ADULT, "policies", "trial-entry", "again", "yes");
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.body())
        .contains("value=\"18.4\"", "value=\"atopic-dermatitis\" selected=\"selected\"")
        .doesNotContain("aria-invalid");
    assertThat(ann.post(form, "age", "37").statusCode()).isEqualTo(403);
    assertThat(Guest.location(new Guest(port).get(form))).contains("/sign-in");
  }
}
