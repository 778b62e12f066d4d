package cds.web.workbench;

import cds.authoring.Draft;
import cds.authoring.sheet.Elements;
import cds.authoring.sheet.SheetRefused;
import cds.derive.Derivations;
import cds.knowledge.DataElement;
import cds.knowledge.Problem;
import cds.people.Person;
import cds.people.Role;
import cds.web.people.CurrentPerson;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A new data element in a draft: one of the closed kinds of derivation, like one that is there. */
@Controller
class ElementController {

  private static final String PAGE = "/workbench/drafts/{draft}/elements/new";
  private static final String FOLDER = "rules/dictionary/elements/";

  /** What the form asks for by itself; everything else is an argument of the derivation. */
  private static final List<String> WORDS =
      List.of("type", "unit", "label", "domain", "values", "always", "scope", "kind", "note");

  private final Workbench workbench;

  ElementController(Workbench workbench) {
    this.workbench = workbench;
  }

  /**
   * The form, filled in like a data element that is there.
   *
   * @param kind the kind of derivation; blank to choose one
   */
  @GetMapping(PAGE)
  String page(
      @PathVariable("draft") String id,
      @RequestParam(name = "kind", defaultValue = "") String kind,
      HttpServletRequest http,
      Model model) {
    CurrentPerson.of(http);
    Workbench.Texts texts = workbench.of(workbench.draft(id));
    fill(model, texts, kind, like(texts, kind), List.of());
    return "workbench/new-element";
  }

  private static List<DataElement> ofKind(Workbench.Texts texts, String kind) {
    return texts.rules().elements().values().stream()
        .filter(element -> element.kind().equals(kind))
        .toList();
  }

  private static Map<String, String> like(Workbench.Texts texts, String kind) {
    Map<String, String> form = new LinkedHashMap<>();
    ofKind(texts, kind).stream()
        .findFirst()
        .ifPresent(
            element -> {
              form.put("type", element.type().word());
              form.put("unit", element.unit() == null ? "" : element.unit());
              form.put("file", element.file());
              String yaml = texts.files().text(element.file()).orElse("");
              form.put(
                  "arguments",
                  Elements.arguments(yaml, element.name(), WORDS).entrySet().stream()
                      .map(argument -> argument.getKey() + ": " + argument.getValue())
                      .collect(Collectors.joining("\n")));
            });
    return form;
  }

  private static void fill(
      Model model,
      Workbench.Texts texts,
      String kind,
      Map<String, String> form,
      List<String> faults) {
    model.addAttribute("texts", texts);
    model.addAttribute("draft", texts.draft());
    model.addAttribute("kind", kind);
    model.addAttribute("form", form);
    model.addAttribute("faults", faults);
    model.addAttribute("kinds", new TreeSet<>(Derivations.kinds()));
    model.addAttribute("like", ofKind(texts, kind));
    model.addAttribute(
        "types", Stream.of(DataElement.Type.values()).map(DataElement.Type::word).toList());
    model.addAttribute("units", new TreeSet<>(texts.rules().units().canonical()));
    model.addAttribute("files", texts.files().under(FOLDER, ".yaml"));
  }

  /** Saves the data element, unless something of it is wrong. */
  @PostMapping(PAGE)
  String save(
      @PathVariable("draft") String id,
      @RequestParam Map<String, String> form,
      HttpServletRequest http,
      Model model) {
    Person person = CurrentPerson.with(Role.AUTHOR, http);
    Draft draft = workbench.open(id);
    Workbench.Texts before = workbench.of(draft);
    String name = form.getOrDefault("name", "").strip();
    String file = form.getOrDefault("file", "");
    try {
      if (!before.files().under(FOLDER, ".yaml").contains(file)) {
        throw new SheetRefused(file, "is no file of the dictionary");
      }
      String text =
          Elements.with(before.files().text(file).orElse(""), name, words(form), arguments(form));
      List<String> faults =
          workbench
              .of(draft, TableController.with(before.files(), file, text))
              .proof()
              .problems()
              .stream()
              .filter(problem -> !before.proof().problems().contains(problem))
              .map(Problem::toString)
              .toList();
      if (faults.isEmpty()) {
        workbench.save(draft, Integer.MAX_VALUE, file, text, "new data element " + name, person);
        return "redirect:/workbench/drafts/" + id + "/files?path=" + file;
      }
      fill(model, before, form.getOrDefault("kind", ""), form, faults);
    } catch (SheetRefused e) {
      fill(
          model,
          before,
          form.getOrDefault("kind", ""),
          form,
          List.of(String.valueOf(e.getMessage())));
    }
    return "workbench/new-element";
  }

  private static Map<String, String> words(Map<String, String> form) {
    Map<String, String> words = new LinkedHashMap<>();
    for (String key : List.of("type", "unit", "label", "domain", "kind")) {
      String text = form.getOrDefault(key, "").strip();
      if (!text.isEmpty()) {
        words.put(key, text);
      }
    }
    return words;
  }

  private static Map<String, String> arguments(Map<String, String> form) {
    Map<String, String> arguments = new LinkedHashMap<>();
    String values = form.getOrDefault("values", "").strip();
    if (!values.isEmpty()) {
      arguments.put("values", "[" + String.join(", ", values.split("\\s*[|,]\\s*")) + "]");
    }
    if (form.containsKey("always")) {
      arguments.put("always", "true");
    }
    form.getOrDefault("arguments", "")
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .forEach(
            line -> {
              int at = line.indexOf(':');
              if (at < 1 || arguments.containsKey(line.substring(0, at).strip())) {
                throw new SheetRefused(line, "is no argument: write name: value, one a line");
              }
              arguments.put(line.substring(0, at).strip(), line.substring(at + 1).strip());
            });
    return arguments;
  }
}
