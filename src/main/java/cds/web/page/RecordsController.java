package cds.web.page;

import cds.knowledge.RulesRejected;
import cds.record.DecisionSearch;
import cds.record.Link;
import cds.record.LinkState;
import cds.record.RecordReader;
import cds.record.Releases;
import cds.replay.Replayer;
import cds.replay.Replayers;
import cds.replay.Said;
import cds.web.people.Readers;
import cds.web.start.LiveRules;
import cds.web.wire.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Recorded decisions, as a safety officer reads them: {@code /records} finds them, {@code
 * /records/{id}} shows one with what fired, what did not, and by how much. Who may read them, and
 * what is written down of that, say {@link Readers}.
 */
@Controller
class RecordsController {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int PAGE = 100;
  private static final int LONGEST_NAME = 256;

  private final RecordReader record;
  private final Releases releases;
  private final Replayers replayers;
  private final DecisionSearch search;
  private final Readers readers;

  RecordsController(
      RecordReader record,
      Releases releases,
      ObjectProvider<LiveRules> running,
      JdbcTemplate database,
      Readers readers) {
    this.readers = readers;
    this.record = record;
    this.releases = releases;
    this.replayers =
        new Replayers(
            releases::load,
            () -> Optional.ofNullable(running.getIfAvailable()).map(live -> live.now().flow()));
    this.search = new DecisionSearch(database);
  }

  /**
   * The list, the newest first.
   *
   * @param name id of a decision, hook instance or uuid of a card; blank for all
   * @param day ISO date (UTC); blank for all
   * @param skip how many to pass over
   */
  @GetMapping("/records")
  String list(
      @RequestParam(name = "name", defaultValue = "") String name,
      @RequestParam(name = "day", defaultValue = "") String day,
      @RequestParam(name = "skip", defaultValue = "0") String skip,
      HttpServletRequest http,
      Model model) {
    readers.require(http);
    String wanted = name.strip();
    int from = skip.matches("\\d{1,6}") ? Integer.parseInt(skip) : 0;
    boolean findable = wanted.length() <= LONGEST_NAME && wanted.indexOf('\0') < 0;
    List<DecisionSearch.Found> found =
        findable ? search.find(wanted, day(day), from, PAGE + 1) : List.of();
    model.addAttribute("name", wanted);
    model.addAttribute("day", day.strip());
    model.addAttribute("found", found.subList(0, Math.min(PAGE, found.size())));
    model.addAttribute("older", found.size() > PAGE ? from + PAGE : null);
    return "records";
  }

  private static @Nullable LocalDate day(String day) {
    try {
      return day.isBlank() ? null : LocalDate.parse(day.strip());
    } catch (DateTimeParseException e) {
      throw new Refusal(400, "value", "The day must be a date such as 2026-11-22.");
    }
  }

  /**
   * One decision.
   *
   * @param release hash of a kept release that evaluates it again; blank for none
   * @param all whether every row is explained; else those that held and the nearest of each table
   * @throws Refusal 404 when there is no such decision
   */
  @GetMapping("/records/{id}")
  String one(
      @PathVariable("id") String id,
      @RequestParam(name = "release", defaultValue = "") String release,
      @RequestParam(name = "all", defaultValue = "") String all,
      HttpServletRequest http,
      Model model) {
    readers.require(http);
    Link link =
        record
            .link(id)
            .filter(found -> found.kind() == Link.Kind.DECISION)
            .orElseThrow(() -> new Refusal(404, "not-found", "There is no such decision."));
    readers.read(link.id(), http);
    model.addAttribute("id", link.id());
    model.addAttribute("at", link.at());
    model.addAttribute("state", LinkState.of(link, record));
    byte[] bytes = link.content();
    JsonNode content = bytes == null ? JSON.createObjectNode() : JSON.readTree(bytes);
    model.addAttribute("said", content);
    model.addAttribute("kept", bytes != null);
    model.addAttribute("decided", Replayer.isDecided(content));
    model.addAttribute("releases", releases.list());
    model.addAttribute("release", release);
    model.addAttribute("all", all.equals("true"));
    model.addAttribute("markdown", (UnaryOperator<String>) Markdown::html);
    if (Replayer.isDecided(content)) {
      explain(content, model);
      compare(content, release, model);
    }
    return "record";
  }

  private void explain(JsonNode content, Model model) {
    Optional<Replayer> own = replayer(content.path("release").asString(""));
    model.addAttribute("explained", own.isPresent());
    own.ifPresent(
        replayer -> {
          model.addAttribute("explanation", replayer.explain(content));
          model.addAttribute(
              "same", Said.of(replayer.replay(content).evaluation()).equals(Said.of(content)));
        });
  }

  private void compare(JsonNode content, String release, Model model) {
    if (!release.isBlank()) {
      Optional<Replayer> other = replayer(release);
      model.addAttribute("compared", other.isPresent());
      other.ifPresent(
          replayer ->
              model.addAttribute(
                  "changes",
                  Said.changes(Said.of(content), Said.of(replayer.replay(content).evaluation()))));
    }
  }

  /** A release that this software cannot read any more explains nothing either. */
  private Optional<Replayer> replayer(String hash) {
    try {
      return replayers.of(hash);
    } catch (RulesRejected e) {
      return Optional.empty();
    }
  }
}
