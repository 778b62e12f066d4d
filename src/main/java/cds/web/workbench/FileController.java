package cds.web.workbench;

import cds.authoring.Draft;
import cds.people.Person;
import cds.people.Role;
import cds.web.people.CurrentPerson;
import cds.web.wire.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Any file of a draft as text: data elements, value sets, reasons, services, languages, a new rule.
 */
@Controller
class FileController {

  private static final String PAGE = "/workbench/drafts/{draft}/files";
  private static final int LONGEST = 200_000;

  /** Folders of names, and an ending: nothing that leads out of the rules. */
  private static final String PATH =
      "(rules|fhir-profiles)(/[A-Za-z0-9][A-Za-z0-9_.-]{0,63}){1,6}\\.(yaml|csv|md|json)";

  private final Workbench workbench;

  FileController(Workbench workbench) {
    this.workbench = workbench;
  }

  /** All files, or one of them. */
  @GetMapping(PAGE)
  String page(
      @PathVariable("draft") String id,
      @RequestParam(name = "path", defaultValue = "") String path,
      HttpServletRequest http,
      Model model) {
    CurrentPerson.of(http);
    Workbench.Texts texts = workbench.of(workbench.draft(id));
    fill(model, texts, path, texts.files().text(path).orElse(""));
    return "workbench/file";
  }

  private static void fill(Model model, Workbench.Texts texts, String path, String text) {
    model.addAttribute("texts", texts);
    model.addAttribute("draft", texts.draft());
    model.addAttribute("path", path);
    model.addAttribute("text", text);
    model.addAttribute("files", List.copyOf(texts.files().texts().keySet()));
    model.addAttribute("problems", texts.proof().problems());
  }

  /** What the checks say of the text as it is typed; nothing is saved. */
  @PostMapping(PAGE + "/check")
  String check(
      @PathVariable("draft") String id,
      @RequestParam("path") String path,
      @RequestParam("text") String text,
      HttpServletRequest http,
      Model model) {
    CurrentPerson.with(Role.AUTHOR, http);
    Draft draft = workbench.draft(id);
    String read = read(path, text);
    fill(
        model,
        workbench.of(draft, TableController.with(workbench.drafts().files(draft), path, read)),
        path,
        read);
    return "workbench/file :: checked";
  }

  /** Saves the file; or takes it away. */
  @PostMapping(PAGE)
  String save(
      @PathVariable("draft") String id,
      @RequestParam("path") String path,
      @RequestParam("text") String text,
      @RequestParam("seen") int seen,
      @RequestParam(name = "remove", required = false) @Nullable String remove,
      HttpServletRequest http) {
    Person person = CurrentPerson.with(Role.AUTHOR, http);
    Draft draft = workbench.open(id);
    String read = read(path, text);
    workbench.save(
        draft,
        seen,
        path,
        remove == null ? read : null,
        remove == null ? "text edited" : "file taken away",
        person);
    return remove == null
        ? "redirect:/workbench/drafts/" + id + "/files?path=" + path
        : "redirect:/workbench/drafts/" + id;
  }

  private static String read(String path, String text) {
    if (!path.matches(PATH) || path.contains("..") || path.length() > 300) {
      throw new Refusal(
          400, "invalid", "A file is named like rules/eligibility/my-policy/rule.yaml.");
    }
    if (text.length() > LONGEST || text.indexOf('\0') >= 0) {
      throw new Refusal(400, "invalid", "A file has at most 200,000 letters, none of them NUL.");
    }
    String lines = text.replace("\r\n", "\n");
    return lines.isEmpty() || lines.endsWith("\n") ? lines : lines + "\n";
  }
}
