package cds.web.workbench;

import cds.authoring.Draft;
import cds.authoring.Drafts;
import cds.authoring.Proof;
import cds.authoring.StaleWords;
import cds.authoring.Step;
import cds.authoring.words.DraftWords;
import cds.knowledge.Rule;
import cds.knowledge.RuleFiles;
import cds.knowledge.RuleSet;
import cds.people.Actions;
import cds.people.Person;
import cds.web.start.CdsProperties;
import cds.web.start.LiveRules;
import cds.web.wire.Refusal;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What all pages of the workbench need: the rules in force, drafts, their proofs, the audit. */
@Component
final class Workbench {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int ID_BYTES = 4;

  private final LiveRules live;
  private final Drafts drafts;
  private final Proofs proofs;
  private final Actions actions;
  private final CdsProperties properties;

  Workbench(
      LiveRules live, Drafts drafts, Proofs proofs, Actions actions, CdsProperties properties) {
    this.properties = properties;
    this.live = live;
    this.drafts = drafts;
    this.proofs = proofs;
    this.actions = actions;
  }

  /**
   * Texts of rules with what is known of them.
   *
   * @param draft the draft; null for the rules in force
   * @param files the texts
   * @param proof what the checks and cases say
   * @param rules the rules; those in force while the draft's cannot be read
   * @param seen number of the draft's last step; 0 for none
   */
  record Texts(@Nullable Draft draft, RuleFiles files, Proof proof, RuleSet rules, int seen) {

    /** Address of a rule's page. */
    public String address(String rule) {
      return base() + "/rules/" + rule;
    }

    private String base() {
      return draft == null ? "/workbench" : "/workbench/drafts/" + draft.id();
    }

    /** Whether authors may change it. */
    public boolean open() {
      return draft != null && draft.state() == Draft.State.OPEN;
    }
  }

  LiveRules live() {
    return live;
  }

  /** Whether rules are read from a folder, where releases of the workbench do not count. */
  boolean isFolder() {
    return !properties.followsReleases();
  }

  Drafts drafts() {
    return drafts;
  }

  /** The rules in force. */
  Texts inForce() {
    RuleFiles files = live.now().files();
    return new Texts(null, files, proofs.of(files), live.now().flow().rules(), 0);
  }

  /** What a draft says. */
  Texts of(Draft draft) {
    return of(draft, drafts.files(draft));
  }

  /** What a draft would say with these texts. */
  Texts of(Draft draft, RuleFiles files) {
    Proof proof = proofs.of(files);
    RuleSet rules = proof.rules();
    List<Step> steps = drafts.steps(draft.id());
    int seen = steps.isEmpty() ? 0 : steps.get(steps.size() - 1).seq();
    return new Texts(draft, files, proof, rules == null ? live.now().flow().rules() : rules, seen);
  }

  /**
   * A draft.
   *
   * @throws Refusal 404 when there is none of this id
   */
  Draft draft(String id) {
    return drafts
        .find(id)
        .orElseThrow(() -> new Refusal(404, "not-found", "There is no such draft."));
  }

  /**
   * A draft that authors may change.
   *
   * @throws Refusal 404 when there is none of this id, 409 when it is not open
   */
  Draft open(String id) {
    Draft draft = draft(id);
    if (draft.state() != Draft.State.OPEN) {
      throw new Refusal(409, "conflict", "The draft is not open, so nothing was saved.");
    }
    return draft;
  }

  /**
   * A rule folder.
   *
   * @throws Refusal 404 when there is none of this id
   */
  static Rule rule(Texts texts, String topic, String name) {
    Optional<Rule> rule = texts.rules().rule(topic + "/" + name);
    return rule.orElseThrow(() -> new Refusal(404, "not-found", "There is no such rule."));
  }

  /** Begins a draft on the rules in force. */
  Draft begin(String title, Person by) {
    byte[] id = new byte[ID_BYTES];
    RANDOM.nextBytes(id);
    Instant now = Instant.now();
    return drafts.begin(
        new Draft(
            HexFormat.of().formatHex(id),
            title,
            live.release().hash(),
            by.name(),
            Draft.State.OPEN,
            now,
            now));
  }

  /** Saves a whole file of a draft and writes down who did it. */
  void save(Draft draft, int seen, String path, @Nullable String text, String says, Person by) {
    if (Objects.equals(drafts.files(draft).text(path).orElse(null), text)) {
      return;
    }
    Instant now = Instant.now();
    drafts.save(draft, seen, path, text, says, by.name(), now);
    actions.add(new Actions.Action(now, by.name(), "changed", subject(draft), path + ": " + says));
  }

  /** Writes down what somebody did. */
  void done(Person by, String what, String subject, String detail) {
    actions.add(new Actions.Action(Instant.now(), by.name(), what, subject, detail));
  }

  /** Words on cards that would contradict a number that the draft changes. */
  List<String> stale(Draft draft, Texts texts) {
    RuleSet before = proofs.of(drafts.base(draft)).rules();
    RuleSet after = texts.proof().rules();
    return before == null || after == null
        ? List.of()
        : StaleWords.of(before, after, texts.files());
  }

  /** What a draft changes in words; nothing while its texts cannot be read. */
  List<DraftWords.Change> inWords(Draft draft, Texts texts) {
    RuleFiles base = drafts.base(draft);
    RuleSet before = proofs.of(base).rules();
    RuleSet after = texts.proof().rules();
    return before == null || after == null
        ? List.of()
        : DraftWords.of(before, base, after, texts.files());
  }

  /** How actions name a draft. */
  static String subject(Draft draft) {
    return "draft " + draft.id() + " (" + draft.title() + ")";
  }
}
