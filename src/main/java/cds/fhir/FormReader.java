package cds.fhir;

import cds.chart.Answer;
import cds.chart.Observation;
import cds.chart.PartialDate;
import cds.chart.Unused.Reason;
import cds.chart.Value;
import cds.knowledge.Drugs.Coded;
import cds.knowledge.Vocabulary;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads filled forms: answers of the check-in, and total scores of the score forms. Other forms are
 * passed over.
 */
record FormReader(Codes codes, ValueReader values, Dates dates, Vocabulary vocabulary)
    implements EntryReader<FormReader.Form> {

  private static final String ITEM = "item";
  private static final String ANSWER = "answer";
  private static final String LINK_ID = "linkId";

  /** What one form holds. */
  record Form(List<Answer> answers, List<Observation> scores) {}

  @Override
  public Read<Form> read(Element resource, String reference) {
    String canonical = canonical(resource);
    boolean checkIn = canonical.equals(vocabulary.checkIn());
    if (!checkIn && !vocabulary.scoreForms().containsKey(canonical)) {
      return Read.nothing();
    }
    return switch (resource.get("status").textOrEmpty()) {
      case "" -> throw new Unreadable();
      case "completed", "amended" -> filled(resource, canonical, checkIn, reference);
      case Statuses.ENTERED_IN_ERROR -> Read.refused(Reason.ENTERED_IN_ERROR);
      default -> Read.refused(Reason.NOT_FINAL);
    };
  }

  private Read<Form> filled(Element resource, String canonical, boolean checkIn, String reference) {
    PartialDate authored = dates.date(resource.get("authored"));
    if (dates.isAfter(authored)) {
      return Read.refused(Reason.AFTER_EVALUATION);
    }
    Instant exact = dates.instant(resource.get("authored"));
    Instant moment = exact == null ? dates.startOf(authored) : exact;
    return checkIn
        ? answers(resource, reference, authored, moment)
        : scores(resource, canonical, reference, authored, moment);
  }

  private static String canonical(Element resource) {
    String canonical = resource.get("questionnaire").textOrEmpty();
    int version = canonical.indexOf('|');
    return version < 0 ? canonical : canonical.substring(0, version);
  }

  private Read<Form> answers(
      Element resource, String reference, @Nullable PartialDate authored, Instant moment) {
    if (authored == null) {
      // An answer counts for some days only: without its date it says nothing.
      throw new Unreadable();
    }
    List<Answer> answers = new ArrayList<>();
    boolean lost = false;
    for (Element item : flat(resource.all(ITEM))) {
      Element value = single(item);
      Boolean yes = value.is("boolean") ? value.isTrue() : null;
      BigDecimal number = number(value);
      PartialDate date = value.is("date") || value.is("dateTime") ? dates.date(value) : null;
      if (yes != null || number != null || date != null) {
        answers.add(
            new Answer(
                reference, item.get(LINK_ID).textOrEmpty(), yes, number, date, authored, moment));
      } else {
        lost |= item.has(ANSWER);
      }
    }
    return Read.of(new Form(answers, List.of()), lost, Reason.WITHOUT_VALUE);
  }

  private Read<Form> scores(
      Element resource,
      String canonical,
      String reference,
      @Nullable PartialDate authored,
      Instant moment) {
    List<Observation> scores = new ArrayList<>();
    Set<Reason> reasons = new LinkedHashSet<>();
    for (Element item : flat(resource.all(ITEM))) {
      Element given = single(item);
      String score = vocabulary.score(canonical, item.get(LINK_ID).textOrEmpty()).orElse(null);
      if (score != null && !given.isEmpty()) {
        Value value = values.read(given, false);
        Set<String> held = codes.holding(List.of(new Coded(vocabulary.severitySystem(), score)));
        Read<Observation> read =
            ObservationReader.withValue(
                new Observation(reference, held, false, authored, moment, value, List.of()));
        scores.addAll(read.facts());
        reasons.addAll(read.reasons());
      }
    }
    return new Read<>(List.of(new Form(List.of(), scores)), List.copyOf(reasons));
  }

  /** All items that can be named, those inside groups and answers too. */
  private static List<Element> flat(List<Element> items) {
    List<Element> all = new ArrayList<>();
    for (Element item : items) {
      if (item.has(LINK_ID)) {
        all.add(item);
      }
      all.addAll(flat(item.all(ITEM)));
      for (Element answer : item.all(ANSWER)) {
        all.addAll(flat(answer.all(ITEM)));
      }
    }
    return all;
  }

  /** The answer; several answers to one question leave it unanswered. */
  private static Element single(Element item) {
    List<Element> answers = item.all(ANSWER);
    return answers.size() == 1 ? answers.get(0).get("value") : Element.NONE;
  }

  private static @Nullable BigDecimal number(Element value) {
    BigDecimal number = value.number();
    return number == null || value.is("integer") ? number : Numbers.plain(number);
  }
}
