package cds.web.workbench;

import cds.authoring.Draft;
import cds.authoring.ProposedCases;
import cds.authoring.sheet.Grid;
import cds.knowledge.Problems;
import cds.knowledge.Rule;
import cds.knowledge.RuleCase;
import cds.knowledge.RuleFiles;
import cds.knowledge.Table;
import cds.people.Person;
import cds.people.Role;
import cds.web.people.CurrentPerson;
import cds.web.wire.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A table of a draft as a grid: typed, checked while it is typed, saved. */
@Controller
class TableController {

  private static final int MOST_CELLS = 20_000;
  private static final int LONGEST_CELL = 2_000;

  private final Workbench workbench;

  TableController(Workbench workbench) {
    this.workbench = workbench;
  }

  /** The place of a table, as addresses name it. */
  record Place(String draft, String topic, String name, String table) {

    public String rule() {
      return topic + "/" + name;
    }

    public String file() {
      return "rules/" + rule() + "/" + table + ".csv";
    }
  }

  /** The grid. */
  @GetMapping("/workbench/drafts/{draft}/rules/{topic}/{name}/tables/{table}")
  String page(Place place, HttpServletRequest http, Model model) {
    CurrentPerson.of(http);
    Workbench.Texts texts = workbench.of(workbench.draft(place.draft()));
    fill(model, place, texts, grid(texts.files(), place));
    return "workbench/table";
  }

  /** What the checks say of the cells as they are typed; nothing is saved. */
  @PostMapping("/workbench/drafts/{draft}/rules/{topic}/{name}/tables/{table}/check")
  String check(
      Place place,
      @RequestParam("columns") int columns,
      @RequestParam("cell") List<String> cells,
      HttpServletRequest http,
      Model model) {
    CurrentPerson.with(Role.AUTHOR, http);
    Draft draft = workbench.draft(place.draft());
    RuleFiles files = workbench.drafts().files(draft);
    Grid typed = typed(grid(files, place), columns, cells);
    fill(model, place, workbench.of(draft, with(files, place.file(), typed.csv())), typed);
    model.addAttribute("oob", true);
    return "workbench/table :: checked";
  }

  /**
   * Saves the cells.
   *
   * @param act {@code save}, {@code add-3} (a row after the third), {@code remove-3}
   */
  @PostMapping("/workbench/drafts/{draft}/rules/{topic}/{name}/tables/{table}")
  String save(
      Place place,
      @RequestParam("columns") int columns,
      @RequestParam("cell") List<String> cells,
      @RequestParam("seen") int seen,
      @RequestParam(name = "act", defaultValue = "save") String act,
      HttpServletRequest http) {
    Person person = CurrentPerson.with(Role.AUTHOR, http);
    Draft draft = workbench.open(place.draft());
    String text = workbench.drafts().files(draft).text(place.file()).orElse("");
    Grid before = grid(workbench.drafts().files(draft), place);
    Grid typed = typed(before, columns, cells);
    Grid after = acted(typed, act);
    workbench.save(
        draft, seen, place.file(), after.csv(text), GridChange.says(before, after), person);
    return "redirect:/workbench/drafts/%s/rules/%s/tables/%s"
        .formatted(place.draft(), place.rule(), place.table());
  }

  private static Grid grid(RuleFiles files, Place place) {
    return Grid.ofCsv(
        files
            .text(place.file())
            .orElseThrow(() -> new Refusal(404, "not-found", "There is no such table.")));
  }

  /** Rows of the form; the header is the table's own. */
  private static Grid typed(Grid before, int columns, List<String> cells) {
    if (columns != before.header().size()
        || cells.size() % columns != 0
        || cells.size() > MOST_CELLS
        || cells.stream().anyMatch(cell -> cell.length() > LONGEST_CELL)) {
      throw new Refusal(400, "invalid", "These are not the cells of this table.");
    }
    Grid typed = new Grid(before.header(), List.of());
    for (int row = 0; row < cells.size() / columns; row++) {
      typed =
          typed.withRow(
              row - 1,
              cells.subList(row * columns, (row + 1) * columns).stream()
                  .map(String::strip)
                  .toList());
    }
    return typed;
  }

  private static Grid acted(Grid grid, String act) {
    if (!act.matches("(add|remove)-\\d{1,5}")) {
      return grid;
    }
    int row = Integer.parseInt(act.substring(act.indexOf('-') + 1));
    return act.startsWith("remove") ? grid.withoutRow(row) : grid.withRow(row, like(grid, row));
  }

  /** A new row says the same as the one before it, under a name of its own. */
  private static List<String> like(Grid grid, int row) {
    List<String> cells = new ArrayList<>(grid.rows().get(row));
    int id = grid.column("id");
    String name = cells.get(id).replaceAll("-\\d+$", "");
    for (int n = 2; grid.row(cells.get(id)) >= 0; n++) {
      cells.set(id, name + "-" + n);
    }
    return cells;
  }

  static RuleFiles with(RuleFiles files, String path, String text) {
    Map<String, String> texts = new TreeMap<>(files.texts());
    texts.put(path, text);
    return new RuleFiles(texts);
  }

  private void fill(Model model, Place place, Workbench.Texts texts, Grid grid) {
    Rule rule = Workbench.rule(texts, place.topic(), place.name());
    model.addAttribute("texts", texts);
    model.addAttribute("draft", texts.draft());
    model.addAttribute("rule", rule);
    model.addAttribute("address", texts.address(rule.id()));
    model.addAttribute(
        "table",
        TableView.of(
            place.file(), place.table(), grid, texts.rules(), rule, texts.proof().problems()));
    model.addAttribute(
        "elsewhere",
        texts.proof().problems().stream()
            .filter(problem -> !problem.file().equals(place.file()))
            .toList());
    model.addAttribute(
        "failed",
        texts.proof().failed().stream()
            .filter(one -> one.rule().equals(rule.id()) && one.table().equals(place.table()))
            .toList());
    model.addAttribute("proposed", proposed(texts, rule, place.table()));
  }

  private static List<RuleCase> proposed(Workbench.Texts texts, Rule rule, String name) {
    if (texts.proof().rules() == null) {
      return List.of();
    }
    Table table =
        rule.tables().stream()
            .filter(one -> one.id().equals(rule.id() + "/" + name))
            .findFirst()
            .orElse(null);
    return table == null
        ? List.of()
        : ProposedCases.of(
            texts.rules(), rule, table, RuleCase.read(texts.files(), rule, new Problems()));
  }
}
