package cds.web.workbench;

import cds.authoring.Draft;
import cds.authoring.sheet.Texts;
import cds.knowledge.DataElement;
import cds.knowledge.Rule;
import cds.people.Person;
import cds.people.Role;
import cds.web.people.CurrentPerson;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
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

  /** A file with other texts in it, and the paths of those. */
  private record Edited(String yaml, List<String> paths) {}

  /** The form. */
  @GetMapping(PAGE)
  String page(Place place, HttpServletRequest http, Model model) {
    CurrentPerson.of(http);
    Workbench.Texts texts = workbench.of(workbench.draft(place.draft()));
    fill(model, place, texts, texts);
    return "workbench/texts";
  }

  /** What the checks say of the texts as they are typed; nothing is saved. */
  @PostMapping(PAGE + "/check")
  String check(
      Place place, @RequestParam Map<String, String> form, HttpServletRequest http, Model model) {
    CurrentPerson.with(Role.AUTHOR, http);
    Draft draft = workbench.draft(place.draft());
    Workbench.Texts texts = workbench.of(draft);
    String yaml = edited(Workbench.rule(texts, place.topic(), place.name()), texts, form).yaml();
    fill(
        model,
        place,
        texts,
        workbench.of(draft, TableController.with(texts.files(), place.file(), yaml)));
    return "workbench/texts :: checked";
  }

  private static void fill(
      Model model, Place place, Workbench.Texts texts, Workbench.Texts checked) {
    Rule rule = Workbench.rule(texts, place.topic(), place.name());
    model.addAttribute("texts", texts);
    model.addAttribute("draft", texts.draft());
    model.addAttribute("rule", rule);
    model.addAttribute("address", texts.address(rule.id()));
    model.addAttribute("fields", fields(rule, texts.files().text(place.file()).orElse("")));
    model.addAttribute(
        "problems",
        checked.proof().problems().stream()
            .filter(problem -> problem.file().equals(place.file()))
            .toList());
    model.addAttribute(
        "elements",
        texts.rules().elements().values().stream()
            .collect(
                Collectors.toMap(
                    DataElement::name, DataElement::label, (a, b) -> a, TreeMap::new)));
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

  private static Edited edited(Rule rule, Workbench.Texts texts, Map<String, String> form) {
    String yaml = texts.files().text("rules/" + rule.id() + "/rule.yaml").orElse("");
    List<String> changed = new ArrayList<>();
    for (Field field : fields(rule, yaml)) {
      String typed = form.get("text." + field.path());
      String text = typed == null ? field.text() : typed.replace("\r\n", "\n").strip();
      if (!text.equals(field.text().strip())) {
        yaml = Texts.with(yaml, field.path(), text);
        changed.add(field.path());
      }
    }
    return new Edited(yaml, changed);
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
    Edited edited = edited(Workbench.rule(texts, place.topic(), place.name()), texts, form);
    workbench.save(
        draft,
        seen,
        place.file(),
        edited.yaml(),
        "texts: " + String.join(", ", edited.paths()),
        person);
    return "redirect:/workbench/drafts/%s/rules/%s".formatted(place.draft(), place.rule());
  }
}
