package cds.web.workbench;

import cds.authoring.Draft;
import cds.authoring.patient.PatientChoices;
import cds.authoring.patient.PatientFields;
import cds.authoring.patient.PatientRequest;
import cds.chart.DataKind;
import cds.web.page.PageJson;
import cds.web.people.CurrentPerson;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import tools.jackson.databind.node.ObjectNode;

/** A patient whom an author describes in a form, to be tried by the rules of a draft. */
@Controller
class PatientController {

  private static final String PAGE = TryController.PAGE + "/patient";
  private static final Pattern NAME = Pattern.compile("[a-z0-9A-Z.-]{1,80}");
  private static final int MOST_FIELDS = 500;
  private static final int MOST_POLICIES = 50;

  private final Workbench workbench;
  private final Trials trials;

  PatientController(Workbench workbench, Trials trials) {
    this.workbench = workbench;
    this.trials = trials;
  }

  /** A kind of data: the key that a request has for it, and its name. */
  record Kind(String key, String name) {

    static List<Kind> all() {
      return Stream.of(DataKind.values())
          .filter(kind -> kind != DataKind.PATIENT)
          .map(kind -> new Kind(kind.key(), words(kind.resourceType())))
          .toList();
    }

    private static String words(String type) {
      return type.replaceAll("(?<=[a-z])(?=[A-Z])", " ");
    }
  }

  /** The form, empty. */
  @GetMapping(PAGE)
  String page(@PathVariable("draft") String id, HttpServletRequest http, Model model) {
    CurrentPerson.of(http);
    Draft draft = workbench.draft(id);
    return form(draft, new PatientFields(Map.of()), trials.changed(draft), model);
  }

  /** Decides about the patient, or says at each field what to mend. */
  @PostMapping(PAGE)
  String send(
      @PathVariable("draft") String id,
      HttpServletRequest http,
      HttpServletResponse answer,
      Model model) {
    CurrentPerson.of(http);
    Draft draft = workbench.draft(id);
    PatientFields fields = new PatientFields(typed(http));
    List<String> policies = policies(http);
    if (http.getParameter("again") != null) {
      return form(draft, fields, policies, model);
    }
    Optional<ObjectNode> request =
        PatientRequest.of(workbench.of(draft).rules(), fields, trials.today());
    if (request.isEmpty()) {
      answer.setStatus(HttpServletResponse.SC_BAD_REQUEST);
      return form(draft, fields, policies, model);
    }
    model.addAttribute("fields", fields);
    String text = PageJson.indented(request.get());
    return trials.decide(draft, new Tried(fields.text("service"), text, policies), model);
  }

  private String form(Draft draft, PatientFields fields, List<String> policies, Model model) {
    Workbench.Texts texts = trials.choices(draft, model);
    model.addAttribute("fields", fields);
    model.addAttribute("chosen", policies);
    model.addAttribute("choices", PatientChoices.of(texts.rules()));
    model.addAttribute("kinds", Kind.all());
    return "workbench/patient";
  }

  /** What stands in the fields; a form of ours has no more than so many. */
  private static Map<String, String> typed(HttpServletRequest http) {
    Map<String, String> typed = new LinkedHashMap<>();
    http.getParameterMap().entrySet().stream()
        .filter(field -> NAME.matcher(field.getKey()).matches())
        .filter(field -> !field.getKey().equals("policies"))
        .limit(MOST_FIELDS)
        .forEach(field -> typed.put(field.getKey(), field.getValue()[0]));
    return typed;
  }

  private static List<String> policies(HttpServletRequest http) {
    String[] chosen = http.getParameterValues("policies");
    return chosen == null ? List.of() : Stream.of(chosen).limit(MOST_POLICIES).toList();
  }
}
