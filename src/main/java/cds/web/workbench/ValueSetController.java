package cds.web.workbench;

import cds.authoring.Draft;
import cds.authoring.KnownCodes;
import cds.authoring.sheet.SheetRefused;
import cds.authoring.sheet.ValueSets;
import cds.knowledge.Terminology.Concept;
import cds.people.Person;
import cds.people.Role;
import cds.web.people.CurrentPerson;
import cds.web.wire.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The codes of value sets in a draft: only codes that were verified, with their display. */
@Controller
class ValueSetController {

  private static final String PAGE = "/workbench/drafts/{draft}/valuesets";
  private static final String FOLDER = "fhir-profiles/valuesets/";

  private final Workbench workbench;
  private final KnownCodes known;

  ValueSetController(Workbench workbench, KnownCodes known) {
    this.workbench = workbench;
    this.known = known;
  }

  /** The value sets. */
  @GetMapping(PAGE)
  String page(@PathVariable("draft") String id, HttpServletRequest http, Model model) {
    CurrentPerson.of(http);
    Workbench.Texts texts = workbench.of(workbench.draft(id));
    model.addAttribute("texts", texts);
    model.addAttribute("draft", texts.draft());
    model.addAttribute("sets", texts.rules().terminology().valueSets());
    return "workbench/valuesets";
  }

  /** The codes of one. */
  @GetMapping(PAGE + "/{set}")
  String page(
      @PathVariable("draft") String id,
      @PathVariable("set") String set,
      HttpServletRequest http,
      Model model) {
    CurrentPerson.of(http);
    Workbench.Texts texts = workbench.of(workbench.draft(id));
    List<Concept> named = ValueSets.named(text(texts, set));
    model.addAttribute("texts", texts);
    model.addAttribute("draft", texts.draft());
    model.addAttribute("set", set);
    model.addAttribute("named", named);
    model.addAttribute(
        "known",
        known.concepts().stream()
            .filter(concept -> !named.contains(concept) && !concept.display().isEmpty())
            .sorted(Comparator.comparing(Concept::display).thenComparing(Concept::code))
            .toList());
    model.addAttribute(
        "problems",
        texts.proof().problems().stream()
            .filter(problem -> problem.file().equals(file(set)))
            .toList());
    return "workbench/valueset";
  }

  /**
   * Takes a known code in.
   *
   * @param code {@code system|code}
   */
  @PostMapping(PAGE + "/{set}/add")
  String add(
      @PathVariable("draft") String id,
      @PathVariable("set") String set,
      @RequestParam("code") String code,
      @RequestParam("seen") int seen,
      HttpServletRequest http) {
    Concept concept =
        known.concepts().stream()
            .filter(one -> code.strip().equals(one.system() + "|" + one.code()))
            .filter(one -> !one.display().isEmpty())
            .min(Comparator.comparing(Concept::display))
            .orElseThrow(
                () ->
                    new SheetRefused(
                        "This is no code that was verified: choose one of the list"
                            + " (system|code)"));
    return save(
        id,
        set,
        seen,
        json -> ValueSets.with(json, concept),
        "takes in %s (%s)".formatted(concept.code(), concept.display()),
        http);
  }

  /** Takes a code away. */
  @PostMapping(PAGE + "/{set}/remove")
  String remove(
      @PathVariable("draft") String id,
      @PathVariable("set") String set,
      @RequestParam("system") String system,
      @RequestParam("code") String code,
      @RequestParam("seen") int seen,
      HttpServletRequest http) {
    return save(
        id, set, seen, json -> ValueSets.without(json, system, code), "leaves out " + code, http);
  }

  private String save(
      String id,
      String set,
      int seen,
      UnaryOperator<String> change,
      String says,
      HttpServletRequest http) {
    Person person = CurrentPerson.with(Role.AUTHOR, http);
    Draft draft = workbench.open(id);
    String json = text(workbench.of(draft), set);
    workbench.save(
        draft,
        seen,
        file(set),
        change.apply(json),
        says.length() > 450 ? says.substring(0, 450) : says,
        person);
    return "redirect:/workbench/drafts/" + id + "/valuesets/" + set;
  }

  private static String file(String set) {
    return FOLDER + set + ".json";
  }

  private static String text(Workbench.Texts texts, String set) {
    return texts
        .files()
        .text(file(set))
        .orElseThrow(() -> new Refusal(404, "not-found", "There is no such value set."));
  }
}
