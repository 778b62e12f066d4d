package cds.derive;

import cds.chart.Condition;
import cds.chart.Medication;
import cds.chart.PartialDate;
import cds.knowledge.Product;
import cds.knowledge.Source;
import cds.knowledge.Terminology;
import cds.language.Phrase;
import cds.language.Sentence;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a resource says, in our own words, in no language yet: never a text or a name from the
 * client.
 */
final class Says {

  private static final String SEPARATOR = ", ";

  private Says() {}

  /** "body weight 70.4 kg on 2025-06-10". */
  static Sentence value(String label, BigDecimal value, @Nullable String unit, LocalDate date) {
    return Phrase.VALUE_ON.of(
        Sentence.text(label), Sentence.quantity(value, unit), Sentence.date(date));
  }

  /** A label and, when there is one, its date: "the label on 2025-06-10". */
  static Sentence dated(String label, @Nullable PartialDate date) {
    Sentence text = Sentence.text(label);
    return date == null ? text : Phrase.ON.of(text, Sentence.date(date));
  }

  /** "the condition, active, since 2012". */
  static Source condition(Condition condition, Set<String> valueSets, Terminology terminology) {
    List<Sentence> parts = new ArrayList<>();
    parts.add(
        valueSets.stream()
            .filter(condition.codes()::contains)
            .findFirst()
            .flatMap(terminology::valueSet)
            .map(valueSet -> Sentence.text(valueSet.title()))
            .orElse(Phrase.CONDITION));
    if (condition.suspected()) {
      parts.add(Phrase.SUSPECTED);
    }
    parts.add(condition.active() ? Phrase.ACTIVE : Phrase.NOT_ACTIVE);
    if (condition.onset() != null) {
      parts.add(Phrase.SINCE.of(Sentence.date(condition.onset())));
    } else if (condition.begin() != null) {
      parts.add(Phrase.RECORDED.of(Sentence.date(condition.begin())));
    }
    return new Source(condition.reference(), Sentence.listed(SEPARATOR, parts));
  }

  /** "the drug, by its route, active, from 2025-02-03 to 2025-04-14, its outcome". */
  static Source medication(Medication medication) {
    List<Sentence> parts = new ArrayList<>(List.of(Product.named(medication)));
    Sentence status = Sentence.code(medication.status());
    PartialDate start = medication.start() == null ? medication.authored() : medication.start();
    PartialDate end = medication.end();
    if (start == null) {
      parts.add(end == null ? status : Phrase.STATUS_TO.of(status, Sentence.date(end)));
    } else {
      parts.add(status);
      Sentence from = Sentence.date(start);
      parts.add(
          end == null
              ? Phrase.FROM.of(from)
              : start.equals(end)
                  ? Phrase.ON_DAY.of(from)
                  : Phrase.FROM_TO.of(from, Sentence.date(end)));
    }
    new TreeSet<>(medication.outcomes()).forEach(outcome -> parts.add(Sentence.code(outcome)));
    return new Source(medication.reference(), Sentence.listed(SEPARATOR, parts));
  }

  /** All sources of several values. */
  static Collection<Source> of(Collection<Medication> medications) {
    return medications.stream().map(Says::medication).toList();
  }
}
