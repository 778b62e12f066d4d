package cds.derive;

import cds.chart.Answer;
import cds.chart.Condition;
import cds.chart.DataKind;
import cds.chart.Observation;
import cds.chart.PartialDate;
import cds.knowledge.DataElement;
import cds.knowledge.DataValue;
import cds.knowledge.Source;
import cds.language.Phrase;
import cds.language.Sentence;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Kinds about the monitoring check-in and about symptoms, however they were recorded. */
final class AnswerKinds {

  private static final Comparator<Answer> OLDEST_FIRST =
      Comparator.comparing(Answer::authored)
          .thenComparing(Answer::moment)
          // Of two answers of one moment that contradict each other, the alarming one counts.
          .thenComparing(answer -> Boolean.TRUE.equals(answer.yes()))
          .thenComparing(Answer::reference);

  private AnswerKinds() {}

  static void register(Map<String, Function<Args, Derivation>> kinds) {
    kinds.put("answer", AnswerKinds::answer);
    kinds.put("any-answer", AnswerKinds::any);
    kinds.put("symptom", AnswerKinds::symptom);
  }

  private static Optional<Answer> newest(
      Derivation.Context c, String question, @Nullable LocalDate earliest) {
    return newest(c, question, earliest, c.chart().on());
  }

  private static Optional<Answer> newest(
      Derivation.Context c, String question, @Nullable LocalDate earliest, LocalDate latest) {
    List<Answer> answers = c.facts().answers(question);
    if (answers.isEmpty()) {
      return Optional.empty();
    }
    return answers.stream()
        .filter(answer -> earliest == null || !answer.authored().first().isBefore(earliest))
        .filter(answer -> !answer.authored().first().isAfter(latest))
        .max(OLDEST_FIRST);
  }

  /**
   * The newest answer to a question within {@code days}, and more than {@code older-than-days} ago;
   * unanswered is missing, never no.
   */
  private static Derivation answer(Args args) {
    String question = args.text("question");
    int days = args.whole("days");
    BigDecimal olderThan = args.optionalNumber("older-than-days");
    long latest = olderThan == null ? 0 : olderThan.longValue() + 1;
    DataElement element = args.element();
    return c -> {
      LocalDate on = c.chart().on();
      Answer answer = newest(c, question, on.minusDays(days), on.minusDays(latest)).orElse(null);
      Object value = answer == null ? null : value(answer, element);
      if (answer == null || value == null) {
        return ObservationKinds.nothing(c, DataKind.QUESTIONNAIRES, answerAbout(element.label()));
      }
      return DataValue.of(
          value, answer.authored().first(), List.of(source(answer, element.label())));
    };
  }

  private static @Nullable Object value(Answer answer, DataElement element) {
    return switch (element.type()) {
      case BOOLEAN -> answer.yes();
      case NUMBER, INTEGER -> answer.number();
      case DATE -> answer.date() == null ? null : answer.date().first();
      default -> null;
    };
  }

  private static Source source(Answer answer, String label) {
    return new Source(
        answer.reference(),
        Phrase.ANSWER_ON.of(Sentence.text(label), said(answer), Sentence.date(answer.authored())));
  }

  private static Sentence said(Answer answer) {
    if (answer.yes() != null) {
      return answer.yes() ? Phrase.YES : Phrase.NO;
    }
    if (answer.number() != null) {
      return Sentence.number(answer.number());
    }
    return answer.date() == null ? Phrase.NOT_KNOWN : Sentence.date(answer.date());
  }

  private static Sentence answerAbout(String label) {
    return Phrase.ANSWER_ABOUT.of(Sentence.text(label));
  }

  /** Whether any question whose id begins so was ever answered. */
  private static Derivation any(Args args) {
    String prefix = args.text("prefix");
    String label = args.element().label();
    return c -> {
      List<Source> sources =
          c.chart().answers().stream()
              .filter(answer -> answer.linkId().startsWith(prefix))
              .sorted(OLDEST_FIRST.reversed())
              .limit(1)
              .map(answer -> new Source(answer.reference(), Says.dated(label, answer.authored())))
              .toList();
      return ObservationKinds.found(c, sources, DataKind.QUESTIONNAIRES, label);
    };
  }

  /**
   * Whether the patient has a symptom: the newest answer is yes, or a coded Condition or
   * Observation of it is dated within {@code days}. No only when the answer is no and nothing is
   * coded.
   */
  private static Derivation symptom(Args args) {
    String question = args.text("question");
    Set<String> codes = args.node("codes").isMissingNode() ? Set.of() : args.valueSets("codes");
    int days = args.whole("days");
    String label = args.element().label();
    return c -> {
      LocalDate earliest = c.chart().on().minusDays(days);
      List<Source> sources = new ArrayList<>();
      Answer answer = newest(c, question, earliest).orElse(null);
      if (answer != null && Boolean.TRUE.equals(answer.yes())) {
        sources.add(source(answer, label));
      }
      for (Condition condition : c.facts().conditions(codes)) {
        LocalDate begin = condition.begin();
        if (condition.active() && begin != null && !begin.isBefore(earliest)) {
          sources.add(Says.condition(condition, codes, c.rules().terminology()));
        }
      }
      for (Observation observation : c.facts().observations(codes)) {
        PartialDate effective = observation.effective();
        if (!observation.preliminary()
            && effective != null
            && !effective.first().isBefore(earliest)
            && affirms(observation)) {
          sources.add(new Source(observation.reference(), Says.dated(label, effective)));
        }
      }
      if (!sources.isEmpty()) {
        return DataValue.of(true, sources);
      }
      return answer != null && Boolean.FALSE.equals(answer.yes())
          ? DataValue.of(false, answer.authored().first(), List.of(source(answer, label)))
          : ObservationKinds.nothing(c, DataKind.QUESTIONNAIRES, answerAbout(label));
    };
  }

  /**
   * A coded Observation affirms its symptom unless its value is false or zero. A value nobody
   * understands does not take the alarm away.
   */
  private static boolean affirms(Observation observation) {
    BigDecimal number = observation.value().number();
    return number == null || number.signum() != 0;
  }
}
