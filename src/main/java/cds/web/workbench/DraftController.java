package cds.web.workbench;

import cds.authoring.Changelog;
import cds.authoring.Draft;
import cds.authoring.NotPossible;
import cds.authoring.Releasing;
import cds.authoring.Review;
import cds.authoring.Reviews;
import cds.authoring.RuleRelease;
import cds.authoring.Submissions;
import cds.people.Person;
import cds.people.Role;
import cds.web.people.CurrentPerson;
import cds.web.start.ReleaseWatch;
import cds.web.wire.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A draft from its first change to its release. */
@Controller
class DraftController {

  private static final int LONGEST_TITLE = 120;
  private static final int LONGEST_NOTE = 4000;

  private final Workbench workbench;
  private final Submissions submissions;
  private final Releasing releasing;
  private final Reviews reviews;
  private final ReleaseWatch watch;

  DraftController(
      Workbench workbench,
      Submissions submissions,
      Releasing releasing,
      Reviews reviews,
      ReleaseWatch watch) {
    this.workbench = workbench;
    this.submissions = submissions;
    this.releasing = releasing;
    this.reviews = reviews;
    this.watch = watch;
  }

  /**
   * Begins a draft on the rules in force.
   *
   * @param rule the rule to go to; blank for the page of the draft
   */
  @PostMapping("/workbench/drafts")
  String begin(
      @RequestParam("title") String title,
      @RequestParam(name = "rule", defaultValue = "") String rule,
      HttpServletRequest http) {
    Person person = CurrentPerson.with(Role.AUTHOR, http);
    String named = text(title, "title", LONGEST_TITLE);
    Draft draft = workbench.begin(named, person);
    workbench.done(person, "began", Workbench.subject(draft), rule);
    boolean known = workbench.inForce().rules().rule(rule).isPresent();
    return "redirect:/workbench/drafts/" + draft.id() + (known ? "/rules/" + rule : "");
  }

  /** The page of a draft: what it changes, what is wrong, and what comes next. */
  @GetMapping("/workbench/drafts/{draft}")
  String page(@PathVariable("draft") String id, HttpServletRequest http, Model model) {
    Person person = CurrentPerson.of(http);
    Draft draft = workbench.draft(id);
    Workbench.Texts texts = workbench.of(draft);
    model.addAttribute("person", person);
    model.addAttribute("draft", draft);
    model.addAttribute("texts", texts);
    model.addAttribute("steps", workbench.drafts().steps(id));
    model.addAttribute("changes", Changes.of(workbench.drafts().base(draft), texts.files()));
    model.addAttribute("words", workbench.inWords(draft, texts));
    model.addAttribute("obstacles", submissions.obstacles(draft, texts.proof()));
    model.addAttribute("behind", !draft.base().equals(workbench.live().release().hash()));
    model.addAttribute("authors", submissions.authors(draft));
    model.addAttribute("stale", workbench.stale(draft, texts));
    model.addAttribute("reviews", reviews.of(draft));
    model.addAttribute("raises", submissions.raises(draft));
    model.addAttribute("notes", Changelog.added(workbench.drafts().base(draft), texts.files()));
    model.addAttribute("today", LocalDate.now(ZoneOffset.UTC));
    return "workbench/draft";
  }

  /**
   * One step of a draft.
   *
   * @param says what the person adds: a note to the author, or what a clinician will notice
   * @param hash hash of the texts that the person has seen
   * @param from day from which a release decides; blank for now
   * @param words whether the reviewer has read that cards name a number that changes, and agrees
   */
  @PostMapping("/workbench/drafts/{draft}/{step}")
  String step(
      @PathVariable("draft") String id,
      @PathVariable("step") String step,
      @RequestParam(name = "says", defaultValue = "") String says,
      @RequestParam(name = "hash", defaultValue = "") String hash,
      @RequestParam(name = "from", defaultValue = "") String from,
      @RequestParam(name = "words", defaultValue = "false") boolean words,
      HttpServletRequest http) {
    Draft draft = workbench.draft(id);
    Instant now = Instant.now();
    String page = "redirect:/workbench/drafts/" + id;
    Person person = CurrentPerson.of(http);
    switch (step) {
      case "undo" ->
          change(person, http, draft, () -> workbench.drafts().undo(draft, now), "undid");
      case "redo" ->
          change(person, http, draft, () -> workbench.drafts().redo(draft, now), "redid");
      case "take-over" -> change(person, http, draft, () -> takeOver(draft, now), "took over");
      case "submit" ->
          change(
              person,
              http,
              draft,
              () -> submissions.submit(draft, person, text(says, "note", LONGEST_NOTE), now),
              "submitted");
      case "reopen" ->
          change(person, http, draft, () -> submissions.reopen(draft, now), "reopened");
      case "discard" ->
          change(person, http, draft, () -> submissions.discard(draft, now), "discarded");
      case "approve" -> {
        requireRead(draft, words);
        review(draft, hash, person, Review.Verdict.APPROVED, says, now);
      }
      case "return" ->
          review(
              draft, hash, person, Review.Verdict.RETURNED, text(says, "note", LONGEST_NOTE), now);
      case "release" ->
          release(draft, person, text(says, "note", LONGEST_NOTE), day(from, now), now);
      default -> throw new Refusal(404, "not-found", "A draft has no such step.");
    }
    return page;
  }

  /** A card that contradicts the rule behind it needs more than a glance. */
  private void requireRead(Draft draft, boolean words) {
    if (!words && !workbench.stale(draft, workbench.of(draft)).isEmpty()) {
      throw new NotPossible(
          "Words on cards still name a number that changes. Return the draft, or say that you have"
              + " read them and that they are right.");
    }
  }

  private void change(
      Person person, HttpServletRequest http, Draft draft, Runnable change, String what) {
    CurrentPerson.with(Role.AUTHOR, http);
    try {
      change.run();
    } catch (IllegalStateException e) {
      throw new NotPossible("The draft cannot be changed any more.");
    }
    workbench.done(person, what, Workbench.subject(draft), "");
  }

  private void takeOver(Draft draft, Instant now) {
    List<String> both = workbench.drafts().moveOnto(draft, workbench.live().now().files(), now);
    if (!both.isEmpty()) {
      throw new NotPossible(
          "The release in force and this draft have both changed "
              + String.join(", ", both)
              + ". Begin a new draft and make the change there.");
    }
  }

  private void review(
      Draft draft, String hash, Person person, Review.Verdict verdict, String says, Instant now) {
    String what = verdict == Review.Verdict.APPROVED ? "approved" : "returned";
    try {
      submissions.review(draft, hash, person, verdict, says.strip(), now);
    } catch (NotPossible e) {
      workbench.done(person, "was refused", Workbench.subject(draft), what + ": " + e.getMessage());
      throw e;
    }
    workbench.done(person, what, Workbench.subject(draft), hash + " " + says.strip());
  }

  private void release(Draft draft, Person person, String notes, Instant from, Instant now) {
    if (workbench.isFolder()) {
      throw new NotPossible(
          "The rules are read from the folder of cds.rules, so releases are made there.");
    }
    RuleRelease release = releasing.release(draft, person, notes, from, now);
    workbench.done(
        person, "released", Workbench.subject(draft), release.version() + " " + release.hash());
    watch.follow();
  }

  private static String text(String read, String what, int most) {
    String text = read.strip();
    if (text.isEmpty() || text.length() > most) {
      throw new Refusal(400, "invalid", "Write a %s of 1 to %d letters.".formatted(what, most));
    }
    return text;
  }

  /** A release begins to decide at the beginning of a day (UTC); today means now. */
  private static Instant day(String read, Instant now) {
    try {
      return read.isBlank() ? now : LocalDate.parse(read).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeParseException e) {
      throw new Refusal(400, "invalid", "The day is no date: write it as 2027-01-31.");
    }
  }
}
