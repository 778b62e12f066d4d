package cds.web.workbench;

import cds.authoring.Draft;
import cds.authoring.sheet.Texts;
import cds.knowledge.Rule;
import cds.people.Person;
import cds.people.Role;
import cds.web.people.CurrentPerson;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The words of a rule in a draft: its prose, and what its cards say. */
@Controller
class TextsController {

  private static final String PAGE = "/workbench/drafts/{draft}/rules/{topic}/{name}/texts";
  private static final List<String> PROSE =
      List.of(
          "title", "owner", "version", "review-due", "recommendation", "when", "then", "not-when");
  private static final List<String> CARD = List.of("summary", "detail", "action");

  private final Workbench workbench;

  TextsController(Workbench workbench) {
    this.workbench = workbench;
  }

  /** Whose texts. */
  record Place(String draft, String topic, String name) {

    public String rule() {
      return topic + "/" + name;
    }

    public String file() {
      return "rules/" + rule() + "/rule.yaml";
    }
  }

  /**
   * One text.
   *
   * @param path where it stands in the file, keys with dots between them
   * @param text what it says now
   */
  record Field(String path, String text) {}

  /** The form. */
  @GetMapping(PAGE)
  String page(Place place, HttpServletRequest http, Model model) {
    CurrentPerson.of(http);
    Workbench.Texts texts = workbench.of(workbench.draft(place.draft()));
    Rule rule = Workbench.rule(texts, place.topic(), place.name());
    String yaml = texts.files().text(place.file()).orElse("");
    model.addAttribute("texts", texts);
    model.addAttribute("draft", texts.draft());
    model.addAttribute("rule", rule);
    model.addAttribute("address", texts.address(rule.id()));
    model.addAttribute("fields", fields(rule, yaml));
    model.addAttribute(
        "problems",
        texts.proof().problems().stream()
            .filter(problem -> problem.file().equals(place.file()))
            .toList());
    model.addAttribute(
        "elements",
        texts.rules().elements().values().stream()
            .map(element -> element.name() + ": " + element.label())
            .sorted()
            .toList());
    return "workbench/texts";
  }

  private static List<Field> fields(Rule rule, String yaml) {
    List<String> paths = new ArrayList<>(PROSE);
    rule.findings()
        .keySet()
        .forEach(code -> CARD.forEach(part -> paths.add("findings." + code + "." + part)));
    List<Field> fields = new ArrayList<>();
    for (String path : paths) {
      Texts.at(yaml, path).ifPresent(text -> fields.add(new Field(path, text)));
    }
    return fields;
  }

  /** Saves the texts that were changed. */
  @PostMapping(PAGE)
  String save(
      Place place,
      @RequestParam("seen") int seen,
      @RequestParam Map<String, String> form,
      HttpServletRequest http) {
    Person person = CurrentPerson.with(Role.AUTHOR, http);
    Draft draft = workbench.open(place.draft());
    Workbench.Texts texts = workbench.of(draft);
    Rule rule = Workbench.rule(texts, place.topic(), place.name());
    String yaml = texts.files().text(place.file()).orElse("");
    List<String> changed = new ArrayList<>();
    for (Field field : fields(rule, yaml)) {
      String typed = form.get("text." + field.path());
      String text = typed == null ? field.text() : typed.replace("\r\n", "\n").strip();
      if (!text.equals(field.text().strip())) {
        yaml = Texts.with(yaml, field.path(), text);
        changed.add(field.path());
      }
    }
    workbench.save(draft, seen, place.file(), yaml, "texts: " + String.join(", ", changed), person);
    return "redirect:/workbench/drafts/%s/rules/%s".formatted(place.draft(), place.rule());
  }
}
