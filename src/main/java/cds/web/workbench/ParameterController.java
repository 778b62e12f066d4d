package cds.web.workbench;

import cds.authoring.Draft;
import cds.authoring.sheet.Parameters;
import cds.knowledge.Confidence;
import cds.knowledge.Parameter;
import cds.knowledge.Rule;
import cds.people.Person;
import cds.people.Role;
import cds.web.people.CurrentPerson;
import cds.web.wire.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A number of the rules in a draft: a new value, from a day on, with its source. */
@Controller
class ParameterController {

  private static final String PAGE =
      "/workbench/drafts/{draft}/rules/{topic}/{name}/parameters/{parameter}";
  private static final String SHARED = "rules/dictionary/parameters.yaml";

  private final Workbench workbench;

  ParameterController(Workbench workbench) {
    this.workbench = workbench;
  }

  /** Which number, seen from which rule. */
  record Place(String draft, String topic, String name, String parameter) {

    public String rule() {
      return topic + "/" + name;
    }
  }

  /** The form. */
  @GetMapping(PAGE)
  String page(Place place, HttpServletRequest http, Model model) {
    CurrentPerson.of(http);
    Workbench.Texts texts = workbench.of(workbench.draft(place.draft()));
    Rule rule = Workbench.rule(texts, place.topic(), place.name());
    Parameter parameter = parameter(texts, rule, place.parameter());
    model.addAttribute("texts", texts);
    model.addAttribute("draft", texts.draft());
    model.addAttribute("rule", rule);
    model.addAttribute("address", texts.address(rule.id()));
    model.addAttribute("parameter", parameter);
    model.addAttribute("shared", !rule.parameters().containsKey(parameter.name()));
    model.addAttribute("sources", new TreeSet<>(texts.rules().sources().keySet()));
    model.addAttribute(
        "confidences", Stream.of(Confidence.values()).map(Confidence::word).toList());
    model.addAttribute("today", LocalDate.now(ZoneOffset.UTC));
    model.addAttribute(
        "readers",
        texts.files().under("rules/", ".csv").stream()
            .filter(
                file -> texts.files().text(file).orElse("").contains("{" + parameter.name() + "}"))
            .toList());
    return "workbench/parameter";
  }

  /** Saves a new value. */
  @PostMapping(PAGE)
  String save(
      Place place,
      @RequestParam("seen") int seen,
      @RequestParam("value") String value,
      @RequestParam("since") String since,
      @RequestParam("source") String source,
      @RequestParam("confidence") String confidence,
      HttpServletRequest http) {
    Person person = CurrentPerson.with(Role.AUTHOR, http);
    Draft draft = workbench.open(place.draft());
    Workbench.Texts texts = workbench.of(draft);
    Rule rule = Workbench.rule(texts, place.topic(), place.name());
    Parameter parameter = parameter(texts, rule, place.parameter());
    String number = value.strip();
    if (!number.matches("-?\\d{1,12}(\\.\\d{1,9})?")) {
      throw new Refusal(
          400,
          "invalid",
          "A value is a number in " + parameter.unit() + " with a decimal point: 16 or 2.5.");
    }
    if (!isDay(since)
        || !texts.rules().sources().containsKey(source)
        || Confidence.ofWord(confidence).isEmpty()) {
      throw new Refusal(
          400, "invalid", "A value needs a day, a source of the list and a confidence.");
    }
    String file =
        rule.parameters().containsKey(parameter.name())
            ? "rules/" + rule.id() + "/rule.yaml"
            : SHARED;
    String text = texts.files().text(file).orElse("");
    workbench.save(
        draft,
        seen,
        file,
        Parameters.withValue(
            text,
            parameter.name(),
            new Parameters.Value(
                number,
                LocalDate.parse(since),
                source,
                Confidence.ofWord(confidence).orElseThrow(),
                null)),
        "%s: %s → %s".formatted(parameter.name(), parameter.value().toPlainString(), number),
        person);
    return "redirect:/workbench/drafts/" + place.draft() + "/rules/" + rule.id();
  }

  private static boolean isDay(String since) {
    try {
      return LocalDate.parse(since).getYear() > 0;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static Parameter parameter(Workbench.Texts texts, Rule rule, String name) {
    Parameter parameter = rule.parameters().get(name);
    if (parameter == null) {
      parameter = texts.rules().parameters().get(name);
    }
    if (parameter == null) {
      throw new Refusal(404, "not-found", "There is no such number.");
    }
    return parameter;
  }
}
