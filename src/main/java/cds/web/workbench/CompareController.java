package cds.web.workbench;

import cds.authoring.Draft;
import cds.authoring.compare.Comparison;
import cds.authoring.compare.Comparisons;
import cds.authoring.compare.NotNow;
import cds.authoring.compare.Plan;
import cds.authoring.compare.Policies;
import cds.authoring.compare.RecordedPatients;
import cds.authoring.compare.Result;
import cds.insight.Table;
import cds.knowledge.RuleFiles;
import cds.people.Person;
import cds.record.DecisionSearch;
import cds.record.RecordReader;
import cds.web.people.CurrentPerson;
import cds.web.start.CdsProperties;
import cds.web.wire.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * What a draft would change: {@code /workbench/drafts/{id}/compare} begins a comparison, {@code
 * /workbench/compare/{run}} shows how far it is and what it found. A comparison is seen by the
 * person who began it, because an upload may hold what others must not see.
 */
@Controller
class CompareController {

  private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);
  private static final int BUSY = 409;
  private static final String RUN = "/workbench/compare/";

  private final Workbench workbench;
  private final Comparisons comparisons;
  private final CdsProperties properties;
  private final RecordReader record;
  private final DecisionSearch search;

  CompareController(
      Workbench workbench,
      Comparisons comparisons,
      CdsProperties properties,
      RecordReader record,
      JdbcTemplate database) {
    this.workbench = workbench;
    this.comparisons = comparisons;
    this.properties = properties;
    this.record = record;
    this.search = new DecisionSearch(database);
  }

  /**
   * The form, and what the person compared lately.
   *
   * @throws Refusal 401 when nobody is signed in, 404 when there is no such draft
   */
  @GetMapping("/workbench/drafts/{id}/compare")
  String form(@PathVariable("id") String id, HttpServletRequest http, Model model) {
    Person person = CurrentPerson.of(http);
    fill(workbench.draft(id), person, null, model);
    return "workbench/compare";
  }

  private void fill(Draft draft, Person person, @Nullable String fault, Model model) {
    RuleFiles now = workbench.live().now().files();
    RuleFiles files = workbench.drafts().files(draft);
    Set<String> chosen = new TreeSet<>(Policies.touched(now, files));
    chosen.addAll(properties.policies());
    model.addAttribute("draft", draft);
    model.addAttribute("fault", fault);
    model.addAttribute("labels", Policies.labels(files));
    model.addAttribute("label", properties.label());
    model.addAttribute("policies", Policies.inEither(now, files));
    model.addAttribute("chosen", chosen);
    model.addAttribute("most", RecordedPatients.MOST);
    model.addAttribute("runs", comparisons.of(draft.id(), person.name(), Instant.now()));
  }

  /**
   * Begins a comparison; what cannot be compared is said on the form.
   *
   * @throws Refusal 401 when nobody is signed in, 404 when there is no such draft
   */
  @PostMapping("/workbench/drafts/{id}/compare")
  String start(
      @PathVariable("id") String id,
      HttpServletRequest http,
      HttpServletResponse response,
      Model model) {
    Person person = CurrentPerson.of(http);
    Draft draft = workbench.draft(id);
    try {
      comparisons.requirePlace(person.name());
      Comparison begun = comparisons.start(plan(draft, person, new CompareForm(http)));
      return "redirect:" + RUN + begun.plan().id();
    } catch (Refusal e) {
      response.setStatus(e.status());
      fill(draft, person, e.sentence(), model);
    } catch (NotNow e) {
      response.setStatus(BUSY);
      fill(draft, person, e.sentence(), model);
    }
    return "workbench/compare";
  }

  private Plan plan(Draft draft, Person person, CompareForm form) {
    Instant now = Instant.now();
    Instant fixed = properties.evaluationTime();
    return new Plan(
        UUID.randomUUID().toString(),
        draft,
        person.name(),
        now,
        workbench.live().now().files(),
        workbench.drafts().files(draft),
        form.terms(properties.label(), properties.zone()),
        form.patients(search, record, properties.zone(), now, fixed == null ? now : fixed));
  }

  /**
   * How far a comparison is, and what it found.
   *
   * @throws Refusal 401 when nobody is signed in, 404 when it is not there or another person's
   */
  @GetMapping("/workbench/compare/{run}")
  String run(@PathVariable("run") String run, HttpServletRequest http, Model model) {
    model.addAttribute("run", comparison(run, http));
    return "workbench/compare-run";
  }

  /**
   * Ends a comparison at once.
   *
   * @throws Refusal 401 or 404 as above
   */
  @PostMapping("/workbench/compare/{run}/cancel")
  String cancel(@PathVariable("run") String run, HttpServletRequest http) {
    comparison(run, http).cancel();
    return "redirect:" + RUN + run;
  }

  /**
   * Both answers to one call, side by side.
   *
   * @throws Refusal 401 when nobody is signed in, 404 when there is no such example
   */
  @GetMapping("/workbench/compare/{run}/examples/{n}")
  String example(
      @PathVariable("run") String run,
      @PathVariable("n") String number,
      HttpServletRequest http,
      Model model) {
    Comparison comparison = comparison(run, http);
    Result result = result(comparison);
    int n = number.matches("\\d{1,4}") ? Integer.parseInt(number) : Integer.MAX_VALUE;
    if (n >= result.examples().size()) {
      throw new Refusal(404, "not-found", "There is no such example.");
    }
    Result.Example example = result.examples().get(n);
    model.addAttribute("run", comparison);
    model.addAttribute("example", example);
    model.addAttribute("before", ShownSide.of("before", "In force now", example.before()));
    model.addAttribute("after", ShownSide.of("after", "By the draft", example.after()));
    return "workbench/compare-example";
  }

  /**
   * The patients whose answers differ, and how.
   *
   * @throws Refusal 401 when nobody is signed in, 404 when it is not there
   */
  @GetMapping("/workbench/compare/{run}/patients.csv")
  ResponseEntity<byte[]> patients(@PathVariable("run") String run, HttpServletRequest http)
      throws IOException {
    Table table = ChangedTable.of(result(comparison(run, http)));
    StringBuilder text = new StringBuilder();
    table.write(text);
    return ResponseEntity.ok()
        .contentType(CSV)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename("patients.csv").build().toString())
        .body(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private Comparison comparison(String run, HttpServletRequest http) {
    return comparisons
        .find(run, CurrentPerson.of(http).name(), Instant.now())
        .orElseThrow(
            () ->
                new Refusal(
                    404,
                    "not-found",
                    "There is no such comparison of yours. They are kept for an hour."));
  }

  private static Result result(Comparison comparison) {
    Result result = comparison.result();
    if (result == null) {
      throw new Refusal(404, "not-found", "The comparison has no result yet.");
    }
    return result;
  }
}
