package cds.web.workbench;

import cds.authoring.Draft;
import cds.authoring.sheet.Dmn;
import cds.authoring.sheet.Grid;
import cds.authoring.sheet.Spreadsheet;
import cds.knowledge.Rule;
import cds.knowledge.RuleFiles;
import cds.knowledge.Table;
import cds.people.Person;
import cds.people.Role;
import cds.web.people.CurrentPerson;
import cds.web.wire.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** A table of a draft as a file: CSV, Excel or DMN to take along, CSV or Excel to bring back. */
@Controller
class SheetController {

  private static final String TABLE =
      "/workbench/drafts/{draft}/rules/{topic}/{name}/tables/{table}";

  private final Workbench workbench;

  SheetController(Workbench workbench) {
    this.workbench = workbench;
  }

  /** The table of a draft as a file. */
  @GetMapping(TABLE + "/file.{kind}")
  ResponseEntity<byte[]> file(
      TableController.Place place, @PathVariable("kind") String kind, HttpServletRequest http) {
    CurrentPerson.of(http);
    return file(workbench.of(workbench.draft(place.draft())), place, kind);
  }

  /** The table in force as a file. */
  @GetMapping("/workbench/rules/{topic}/{name}/tables/{table}/file.{kind}")
  ResponseEntity<byte[]> file(
      @PathVariable("topic") String topic,
      @PathVariable("name") String name,
      @PathVariable("table") String table,
      @PathVariable("kind") String kind,
      HttpServletRequest http) {
    CurrentPerson.of(http);
    return file(workbench.inForce(), new TableController.Place("", topic, name, table), kind);
  }

  private static ResponseEntity<byte[]> file(
      Workbench.Texts texts, TableController.Place place, String kind) {
    String csv = text(texts.files(), place);
    return switch (kind) {
      case "csv" ->
          file(place, kind, "text/csv; charset=utf-8", csv.getBytes(StandardCharsets.UTF_8));
      case "xlsx" ->
          file(
              place,
              kind,
              "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
              Spreadsheet.xlsx(Map.of(place.table(), Grid.ofCsv(csv))));
      case "dmn" -> file(place, kind, "application/xml", dmn(texts, place, Grid.ofCsv(csv)));
      default -> throw new Refusal(404, "not-found", "A table is a file in csv, xlsx or dmn.");
    };
  }

  private static ResponseEntity<byte[]> file(
      TableController.Place place, String kind, String type, byte[] content) {
    return ResponseEntity.ok()
        .header(HttpHeaders.CONTENT_TYPE, type)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"%s.%s\"".formatted(place.table(), kind))
        .body(content);
  }

  private static byte[] dmn(Workbench.Texts texts, TableController.Place place, Grid grid) {
    Rule rule = Workbench.rule(texts, place.topic(), place.name());
    Table table =
        rule.tables().stream()
            .filter(one -> one.id().equals(rule.id() + "/" + place.table()))
            .findFirst()
            .filter(one -> texts.proof().problems().isEmpty())
            .orElseThrow(
                () -> new Refusal(409, "conflict", "A table with problems to mend is no DMN."));
    return Dmn.dmn(rule, table, grid).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Takes a file in, in the place of the whole table.
   *
   * @param seen number of the draft's last step when the page was read
   */
  @PostMapping(TABLE + "/upload")
  String upload(
      TableController.Place place,
      @RequestParam("file") MultipartFile file,
      @RequestParam("seen") int seen,
      HttpServletRequest http)
      throws IOException {
    Person person = CurrentPerson.with(Role.AUTHOR, http);
    Draft draft = workbench.open(place.draft());
    String before = text(workbench.drafts().files(draft), place);
    if (file.getSize() > Spreadsheet.MAX_BYTES) {
      throw new Refusal(413, "too-long", "A spreadsheet has at most 2 MB.");
    }
    String name = file.getOriginalFilename();
    Map<String, Grid> sheets = Spreadsheet.read(file.getBytes(), name == null ? "" : name);
    Grid after = sheets.size() == 1 ? sheets.values().iterator().next() : sheets.get(place.table());
    if (after == null) {
      throw new Refusal(
          400, "invalid", "The file has several sheets, and none is called " + place.table() + ".");
    }
    Grid old = Grid.ofCsv(before);
    workbench.save(
        draft,
        seen,
        place.file(),
        after.csv(before),
        old.header().equals(after.header()) ? GridChange.says(old, after) : "table from a file",
        person);
    return "redirect:/workbench/drafts/%s/rules/%s/tables/%s"
        .formatted(place.draft(), place.rule(), place.table());
  }

  private static String text(RuleFiles files, TableController.Place place) {
    return files
        .text(place.file())
        .orElseThrow(() -> new Refusal(404, "not-found", "There is no such table."));
  }
}
