package cds.web.workbench;

import cds.authoring.Draft;
import cds.authoring.compare.Policies;
import cds.cohort.report.Report;
import cds.cohort.run.Order;
import cds.cohort.run.Run;
import cds.cohort.run.Runs;
import cds.knowledge.RuleFiles;
import cds.people.Person;
import cds.web.people.CurrentPerson;
import cds.web.start.CdsProperties;
import cds.web.wire.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * Whole populations: {@code /workbench/populations} begins a run, {@code
 * /workbench/populations/{run}} shows how far it is and gives its files. A run is seen by the
 * person who began it, because it may tell of patients; that a file was taken is written down.
 */
@Controller
class PopulationController {

  private static final String RUN = "/workbench/populations/";
  private static final String PAGE = "workbench/populations";
  private static final int BUSY = 409;

  private final Workbench workbench;
  private final Runs runs;
  private final CdsProperties properties;

  PopulationController(Workbench workbench, Runs runs, CdsProperties properties) {
    this.workbench = workbench;
    this.runs = runs;
    this.properties = properties;
  }

  /**
   * The form, and the person's runs.
   *
   * @throws Refusal 401 when nobody is signed in
   */
  @GetMapping("/workbench/populations")
  String form(HttpServletRequest http, Model model) {
    fill(CurrentPerson.of(http), null, model);
    return PAGE;
  }

  private void fill(Person person, @Nullable String fault, Model model) {
    RuleFiles now = workbench.live().now().files();
    Path folder = properties.populations();
    Instant fixed = properties.evaluationTime();
    Instant at = fixed == null ? Instant.now() : fixed;
    model.addAttribute("possible", folder != null);
    model.addAttribute("names", folder == null ? null : new Populations(folder).names());
    model.addAttribute("fault", fault);
    model.addAttribute("drafts", workbench.drafts().all());
    model.addAttribute("labels", Policies.labels(now));
    model.addAttribute("label", properties.label());
    model.addAttribute("policies", Policies.inEither(now, now));
    model.addAttribute("chosen", properties.policies());
    model.addAttribute("day", LocalDate.ofInstant(at, properties.zone()));
    model.addAttribute("most", PopulationForm.MOST_MADE_UP);
    model.addAttribute("runs", runs.of(person.name()));
  }

  /**
   * Begins a run; what cannot be run is said on the form.
   *
   * @throws Refusal 401 when nobody is signed in
   */
  @PostMapping("/workbench/populations")
  String start(HttpServletRequest http, HttpServletResponse response, Model model) {
    Person person = CurrentPerson.of(http);
    try {
      Order order = order(person, http);
      runs.start(order);
      workbench.done(
          person,
          "screened",
          "population " + order.population(),
          order.rules() + ", " + order.id());
      return "redirect:" + RUN + order.id();
    } catch (Refusal e) {
      response.setStatus(e.status());
      fill(person, e.sentence(), model);
    } catch (IllegalArgumentException e) {
      response.setStatus(BUSY);
      fill(person, e.getMessage(), model);
    }
    return PAGE;
  }

  private Order order(Person person, HttpServletRequest http) {
    Path folder = properties.populations();
    if (folder == null) {
      throw new Refusal(400, "value", "The service has no folder of populations.");
    }
    PopulationForm form = new PopulationForm(http, properties, new Populations(folder));
    Instant now = Instant.now();
    if (form.draft().isEmpty()) {
      return form.order(person.name(), now, "rules in force", workbench.live().now().files());
    }
    Draft draft = workbench.draft(form.draft());
    return form.order(
        person.name(), now, Workbench.subject(draft), workbench.drafts().files(draft));
  }

  /**
   * How far a run is, and its files.
   *
   * @throws Refusal 401 when nobody is signed in, 404 when it is not there or another person's
   */
  @GetMapping("/workbench/populations/{run}")
  String run(@PathVariable("run") String id, HttpServletRequest http, Model model) {
    model.addAttribute("run", find(id, CurrentPerson.of(http)));
    model.addAttribute("reports", Report.isPossible());
    return "workbench/population-run";
  }

  /**
   * Ends a run.
   *
   * @throws Refusal 401 or 404 as above
   */
  @PostMapping("/workbench/populations/{run}/cancel")
  String cancel(@PathVariable("run") String id, HttpServletRequest http) {
    find(id, CurrentPerson.of(http)).cancel();
    return "redirect:" + RUN + id;
  }

  /**
   * A file of the results.
   *
   * @throws Refusal 401 when nobody is signed in, 404 when there is no such file
   */
  @GetMapping("/workbench/populations/{run}/files/{file}")
  ResponseEntity<Resource> file(
      @PathVariable("run") String id, @PathVariable("file") String name, HttpServletRequest http) {
    Person person = CurrentPerson.of(http);
    Run run = find(id, person);
    if (!run.files().contains(name)) {
      throw new Refusal(404, "not-found", "There is no such file.");
    }
    workbench.done(person, "took", "population results " + id, name);
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(name).build().toString())
        .body(new FileSystemResource(run.order().output().resolve(name)));
  }

  private Run find(String id, Person person) {
    return runs.find(id, person.name())
        .orElseThrow(
            () ->
                new Refusal(
                    404,
                    "not-found",
                    "There is no such run of yours since the service started. Results stay in the"
                        + " folder of populations on the server."));
  }
}
