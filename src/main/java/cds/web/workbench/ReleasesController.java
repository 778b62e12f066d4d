package cds.web.workbench;

import cds.authoring.Draft;
import cds.authoring.NotPossible;
import cds.authoring.Releasing;
import cds.authoring.RuleRelease;
import cds.authoring.RuleReleases;
import cds.authoring.sheet.ReleaseFolder;
import cds.knowledge.RuleFiles;
import cds.people.Person;
import cds.people.Role;
import cds.record.Releases;
import cds.record.Replicas;
import cds.web.people.CurrentPerson;
import cds.web.start.ReleaseWatch;
import cds.web.wire.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** What was in force and when, each release as a folder, and the way back. */
@Controller
class ReleasesController {

  private static final String HASH = "sha256:[0-9a-f]{64}";

  private final Workbench workbench;
  private final Releasing releasing;
  private final RuleReleases history;
  private final Releases texts;
  private final ReleaseWatch watch;
  private final Replicas replicas;

  ReleasesController(
      Workbench workbench,
      Releasing releasing,
      RuleReleases history,
      Releases texts,
      ReleaseWatch watch,
      Replicas replicas) {
    this.workbench = workbench;
    this.releasing = releasing;
    this.history = history;
    this.texts = texts;
    this.watch = watch;
    this.replicas = replicas;
  }

  /**
   * A line of the history.
   *
   * @param release the release
   * @param signed whether its signature holds
   */
  record Shown(RuleRelease release, boolean signed) {}

  /** The history. */
  @GetMapping("/workbench/releases")
  String page(HttpServletRequest http, Model model) {
    model.addAttribute("person", CurrentPerson.of(http));
    List<Shown> shown =
        history.all().stream().map(one -> new Shown(one, history.isSigned(one))).toList();
    model.addAttribute("history", shown);
    model.addAttribute("kept", texts.list());
    model.addAttribute("live", workbench.live().release().hash());
    model.addAttribute("waiting", history.waiting(Instant.now()).orElse(null));
    model.addAttribute("number", workbench.live().now().number());
    model.addAttribute("refused", watch.refused().orElse(null));
    model.addAttribute("replicas", replicas.live());
    model.addAttribute("folder", workbench.isFolder());
    return "workbench/releases";
  }

  /** Returns to an earlier release. */
  @PostMapping("/workbench/releases/roll-back")
  String rollBack(
      @RequestParam("hash") String hash, @RequestParam("why") String why, HttpServletRequest http) {
    Person person = CurrentPerson.of(http);
    if (workbench.isFolder()) {
      throw new Refusal(
          409, "conflict", "The rules are read from the folder of cds.rules, not from releases.");
    }
    if (!hash.matches(HASH) || why.isBlank() || why.length() > 4000) {
      throw new Refusal(400, "invalid", "Say why you return to the earlier release.");
    }
    RuleRelease release = releasing.rollBack(hash, person, why.strip(), Instant.now());
    workbench.done(person, "rolled back", "release " + release.version(), hash + " " + why.strip());
    watch.follow();
    return "redirect:/workbench/releases";
  }

  /** A release as a folder in a zip, as git can hold it; with its statement and signature. */
  @GetMapping("/workbench/releases/{hash}.zip")
  ResponseEntity<byte[]> export(@PathVariable("hash") String hash, HttpServletRequest http) {
    CurrentPerson.of(http);
    RuleFiles files =
        (hash.matches("[0-9a-f]{64}") ? texts.load("sha256:" + hash) : Optional.<RuleFiles>empty())
            .orElseThrow(() -> new Refusal(404, "not-found", "There is no such release."));
    Map<String, String> statements = new TreeMap<>();
    history.all().stream()
        .filter(release -> release.hash().equals(files.release()))
        .forEach(
            release -> statements.put("release-" + release.number() + ".txt", signed(release)));
    return ResponseEntity.ok()
        .header(HttpHeaders.CONTENT_TYPE, "application/zip")
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"rules-" + hash.substring(0, 12) + ".zip\"")
        .body(ReleaseFolder.zip(files, statements));
  }

  private String signed(RuleRelease release) {
    return release.statement()
        + "\n\nkey: "
        + release.key()
        + "\nsignature: "
        + release.signature()
        + "\npublic key: "
        + history.publicKey(release.key()).orElse("not on file")
        + "\n";
  }

  /** Begins a draft that says what another release says: one that was exported, or a git folder. */
  @PostMapping("/workbench/releases/import")
  String bringIn(@RequestParam("file") MultipartFile file, HttpServletRequest http)
      throws IOException {
    Person person = CurrentPerson.with(Role.AUTHOR, http);
    if (file.getSize() > ReleaseFolder.MAX_BYTES) {
      throw new Refusal(413, "too-long", "A release in a ZIP has at most 10 MB.");
    }
    RuleFiles live = workbench.live().now().files();
    RuleFiles read = ReleaseFolder.read(file.getBytes(), live);
    if (read.texts().equals(live.texts())) {
      throw new NotPossible("The release says the same as the rules in force.");
    }
    Draft draft = workbench.begin("Imported release", person);
    int files = workbench.drafts().lay(draft, read, "from a release", person.name(), Instant.now());
    workbench.done(
        person, "imported", Workbench.subject(draft), files + " files of " + read.release());
    return "redirect:/workbench/drafts/" + draft.id();
  }
}
