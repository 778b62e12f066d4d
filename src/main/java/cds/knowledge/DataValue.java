package cds.knowledge;

import cds.language.Sentence;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The value of a data element for one patient (or one order), with the resources behind it. */
public sealed interface DataValue {

  /** The resources it came from, in order, through every derivation. */
  Set<Source> sources();

  /**
   * A value.
   *
   * @param value {@code BigDecimal} (in the element's unit), {@code Boolean}, {@code String} (a
   *     code of the element), {@link Sentence} (text for cards), {@code LocalDate} or {@link Doses}
   * @param date the day it is true for, or null
   * @param sources the resources it came from
   * @param unconfirmed whether a fact of the rules behind it is not confirmed
   */
  record Known(Object value, @Nullable LocalDate date, Set<Source> sources, boolean unconfirmed)
      implements DataValue {}

  /**
   * No value.
   *
   * @param reason why
   * @param says the same in plain words ("no body weight on record")
   * @param sources resources that were looked at and rejected
   */
  record None(Missing reason, Sentence says, Set<Source> sources) implements DataValue {}

  /** A value without a date. */
  static DataValue of(Object value, Collection<Source> sources) {
    return new Known(value, null, set(sources), false);
  }

  /** A value true on one day. */
  static DataValue of(Object value, @Nullable LocalDate date, Collection<Source> sources) {
    return new Known(value, date, set(sources), false);
  }

  /** No value, with the reason. */
  static DataValue none(Missing reason, Sentence says, Collection<Source> sources) {
    return new None(reason, says, set(sources));
  }

  /** No value and no more to say than its reason: in cases and proofs, never on a card. */
  static DataValue none(Missing reason) {
    return new None(reason, Sentence.verbatim(reason.word()), Set.of());
  }

  /** No value, with the reason and nothing rejected. */
  static DataValue none(Missing reason, Sentence says) {
    return new None(reason, says, Set.of());
  }

  /** Whether a fact of the rules behind the value is not confirmed. */
  default boolean isUnconfirmed() {
    return this instanceof Known known && known.unconfirmed();
  }

  /** The same value, resting on a fact that is not confirmed. */
  default DataValue markedUnconfirmed() {
    return this instanceof Known known
        ? new Known(known.value(), known.date(), known.sources(), true)
        : this;
  }

  /** The number, or null when there is none. */
  default @Nullable BigDecimal number() {
    return value(BigDecimal.class);
  }

  /** The truth value, or null when there is none. */
  default @Nullable Boolean yes() {
    return value(Boolean.class);
  }

  /** The code or text, or null when there is none. */
  default @Nullable String text() {
    return value(String.class);
  }

  /** The day as a value (of a date element), or null. */
  default @Nullable LocalDate day() {
    return value(LocalDate.class);
  }

  private <T> @Nullable T value(Class<T> type) {
    return this instanceof Known known && type.isInstance(known.value())
        ? type.cast(known.value())
        : null;
  }

  /** The day it is true for, or null. */
  default @Nullable LocalDate dated() {
    return this instanceof Known known ? known.date() : null;
  }

  private static Set<Source> set(Collection<Source> sources) {
    return switch (sources.size()) {
      case 0 -> Set.of();
      case 1 -> Set.of(sources.iterator().next());
      default -> Collections.unmodifiableSet(new LinkedHashSet<>(sources));
    };
  }
}
