package cds.oracle;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A patient and an order as a person would note them, without any FHIR: the common ground of the
 * writer, which says it in FHIR, and the oracle, which judges it.
 *
 * @param seed what it was drawn from
 * @param today the day of the evaluation
 * @param label the label that is asked
 * @param birth birth date as recorded: a day, a month, a year, or null
 * @param sex as recorded, or null
 * @param entries everything on record
 * @param states kinds of data that are not simply complete, by prefetch key
 */
record RandomPatient(
    long seed,
    LocalDate today,
    String label,
    String birth,
    String sex,
    List<Entry> entries,
    Map<String, State> states) {

  /** What the client sends in the place of a kind of data. */
  enum State {
    COMPLETE,
    NULL,
    MISSING,
    OUTCOME,
    PAGED,
    UNREADABLE
  }

  /** One thing on record. */
  sealed interface Entry {
    /** Its name, unique in the patient. */
    String id();
  }

  /** A score, weight or count, with parts when its components are known. */
  record Measure(
      String id,
      String what,
      BigDecimal value,
      String unit,
      LocalDate date,
      int minute,
      String status,
      Map<String, BigDecimal> parts)
      implements Entry {}

  /** An observation by its code alone: a symptom, or a pregnancy status; value may be null. */
  record Sign(String id, String system, String code, String value, LocalDate date)
      implements Entry {}

  /** A condition; its dates may be partial or null. */
  record Disease(
      String id,
      Codes.Code code,
      String clinical,
      String verification,
      String onset,
      String recorded)
      implements Entry {}

  /** An order, or else a statement, of a drug; amounts only when dosed. */
  record Drug(
      String id,
      boolean order,
      Products.Product product,
      String status,
      LocalDate authored,
      LocalDate start,
      LocalDate end,
      String outcome,
      Integer mg,
      Integer weeks,
      String reason)
      implements Entry {}

  /** A dose of dupilumab that was given. */
  record Dose(String id, LocalDate date, String status) implements Entry {}

  /** An allergy. */
  record Allergy(String id, Codes.Code code, String clinical, String verification)
      implements Entry {}

  /** A vaccine that was given. */
  record Shot(String id, String cvx, LocalDate date, String status) implements Entry {}

  /** A check-in with its answers: booleans, numbers, dates. */
  record CheckIn(String id, LocalDate authored, String status, Map<String, Object> answers)
      implements Entry {}

  /**
   * A draft of the order services; amounts only when dosed; not selected in order-select if not.
   */
  record Draft(
      String id,
      Codes.Code code,
      Products.Product product,
      List<Integer> loading,
      Integer mg,
      Integer weeks,
      String reason,
      boolean selected)
      implements Entry {}

  /** The entries of a type. */
  <T extends Entry> Stream<T> all(Class<T> type) {
    return entries.stream().filter(type::isInstance).map(type::cast);
  }

  /** How a kind of data arrives. */
  State state(String key) {
    return states.getOrDefault(key, State.COMPLETE);
  }

  /** Without the entries that match. */
  RandomPatient without(Predicate<Entry> unwanted) {
    List<Entry> left = new ArrayList<>(entries);
    left.removeIf(unwanted);
    return new RandomPatient(seed, today, label, birth, sex, left, states);
  }

  /** What a person needs to know of it. */
  String describe() {
    StringBuilder text = new StringBuilder();
    text.append("  %s on %s, born %s, %s, %s%n".formatted(label, today, birth, sex, states));
    entries.forEach(entry -> text.append("    %s%n".formatted(entry)));
    return text.toString();
  }

  /** With one kind of data complete. */
  RandomPatient completing(String key) {
    Map<String, State> left = new java.util.TreeMap<>(states);
    left.remove(key);
    return new RandomPatient(seed, today, label, birth, sex, entries, left);
  }
}
