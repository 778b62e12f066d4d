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
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemAnswerComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/**
 * Reads filled forms: answers of the check-in, and total scores of the score forms. Other forms are
 * passed over.
 */
record FormReader(Codes codes, ValueReader values, Dates dates, Vocabulary vocabulary)
    implements EntryReader<QuestionnaireResponse, FormReader.Form> {

  /** What one form holds. */
  record Form(List<Answer> answers, List<Observation> scores) {}

  @Override
  public Read<Form> read(QuestionnaireResponse resource, String reference) {
    String canonical = canonical(resource);
    boolean checkIn = canonical.equals(vocabulary.checkIn());
    if (!checkIn && !vocabulary.scoreForms().containsKey(canonical)) {
      return Read.nothing();
    }
    if (!resource.hasStatus()) {
      throw new Unreadable();
    }
    switch (resource.getStatus()) {
      case COMPLETED, AMENDED -> {
        PartialDate authored = dates.date(resource.getAuthoredElement());
        if (dates.isAfter(authored)) {
          return Read.refused(Reason.AFTER_EVALUATION);
        }
        Instant exact = dates.instant(resource.getAuthoredElement());
        Instant moment = exact == null ? dates.startOf(authored) : exact;
        return checkIn
            ? answers(resource, reference, authored, moment)
            : scores(resource, canonical, reference, authored, moment);
      }
      case ENTEREDINERROR -> {
        return Read.refused(Reason.ENTERED_IN_ERROR);
      }
      default -> {
        return Read.refused(Reason.NOT_FINAL);
      }
    }
  }

  private static String canonical(QuestionnaireResponse resource) {
    String canonical = resource.hasQuestionnaire() ? resource.getQuestionnaire() : "";
    int version = canonical.indexOf('|');
    return version < 0 ? canonical : canonical.substring(0, version);
  }

  private Read<Form> answers(
      QuestionnaireResponse resource,
      String reference,
      @Nullable PartialDate authored,
      Instant moment) {
    if (authored == null) {
      // An answer counts for some days only: without its date it says nothing.
      throw new Unreadable();
    }
    List<Answer> answers = new ArrayList<>();
    boolean lost = false;
    for (QuestionnaireResponseItemComponent item : flat(resource.getItem())) {
      Type value = single(item);
      Boolean yes = value instanceof BooleanType given ? given.getValue() : null;
      BigDecimal number = number(value);
      PartialDate date =
          value instanceof DateType || value instanceof DateTimeType ? dates.date(value) : null;
      if (yes != null || number != null || date != null) {
        answers.add(new Answer(reference, item.getLinkId(), yes, number, date, authored, moment));
      } else {
        lost |= item.hasAnswer();
      }
    }
    return Read.of(new Form(answers, List.of()), lost, Reason.WITHOUT_VALUE);
  }

  private Read<Form> scores(
      QuestionnaireResponse resource,
      String canonical,
      String reference,
      @Nullable PartialDate authored,
      Instant moment) {
    List<Observation> scores = new ArrayList<>();
    Set<Reason> reasons = new LinkedHashSet<>();
    for (QuestionnaireResponseItemComponent item : flat(resource.getItem())) {
      Type given = single(item);
      String score = vocabulary.score(canonical, item.getLinkId()).orElse(null);
      if (score != null && given != null) {
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
  private static List<QuestionnaireResponseItemComponent> flat(
      List<QuestionnaireResponseItemComponent> items) {
    List<QuestionnaireResponseItemComponent> all = new ArrayList<>();
    for (QuestionnaireResponseItemComponent item : items) {
      if (item.hasLinkId()) {
        all.add(item);
      }
      all.addAll(flat(item.getItem()));
      for (QuestionnaireResponseItemAnswerComponent answer : item.getAnswer()) {
        all.addAll(flat(answer.getItem()));
      }
    }
    return all;
  }

  /** The answer; several answers to one question leave it unanswered. */
  private static @Nullable Type single(QuestionnaireResponseItemComponent item) {
    return item.getAnswer().size() == 1 ? item.getAnswerFirstRep().getValue() : null;
  }

  private static @Nullable BigDecimal number(@Nullable Type value) {
    if (value instanceof IntegerType integer) {
      return BigDecimal.valueOf(integer.getValue());
    }
    return value instanceof DecimalType decimal ? Numbers.plain(decimal.getValue()) : null;
  }
}
