package cds.authoring.patient;

import cds.knowledge.Range;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a form as they were filled in, and what is wrong with them: each is told at its
 * field, and none is lost.
 */
public final class PatientFields {

  /** What a field may hold at most. */
  public static final int LONGEST = 100;

  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,7}([.,]\\d{1,6})?");
  private static final Pattern WHOLE = Pattern.compile("\\d{1,6}");

  private final Map<String, String> texts = new LinkedHashMap<>();
  private final Map<String, String> faults = new LinkedHashMap<>();

  /** Takes the fields by their names; what is too long is cut, and told. */
  public PatientFields(Map<String, String> given) {
    given.forEach(
        (name, text) -> {
          String stripped = text.strip();
          if (stripped.length() > LONGEST) {
            fault(name, "This is too long: write at most " + LONGEST + " characters.");
          }
          if (!stripped.isEmpty()) {
            texts.put(name, stripped.substring(0, Math.min(LONGEST, stripped.length())));
          }
        });
  }

  /** What a field holds; empty for nothing. */
  public String text(String name) {
    return texts.getOrDefault(name, "");
  }

  /** Those that are filled in. */
  public Map<String, String> texts() {
    return texts;
  }

  /** What is wrong, by the name of the field. */
  public Map<String, String> faults() {
    return faults;
  }

  /** What is wrong with a field; null for nothing. */
  public @Nullable String fault(String name) {
    return faults.get(name);
  }

  /** Says what is wrong with a field; what was said first stays. */
  void fault(String name, String sentence) {
    faults.putIfAbsent(name, sentence);
  }

  boolean isBlank(String name) {
    return text(name).isEmpty();
  }

  /** A number; nothing when the field is empty or wrong. */
  Optional<BigDecimal> number(String name, @Nullable Range range, @Nullable BigDecimal step) {
    if (isBlank(name)) {
      return Optional.empty();
    }
    if (!NUMBER.matcher(text(name)).matches()) {
      fault(name, "This is no number. Write it as 14.9, without a unit.");
      return Optional.empty();
    }
    BigDecimal number = new BigDecimal(text(name).replace(',', '.'));
    if (range != null && !range.holds(number)) {
      fault(name, "Allowed is " + range + ".");
    } else if (step != null && number.remainder(step).signum() != 0) {
      fault(name, "Allowed are steps of " + step.toPlainString() + ".");
    }
    return Optional.of(number);
  }

  /** A whole number; nothing when the field is empty or wrong. */
  Optional<Integer> whole(String name, int least, int most) {
    if (isBlank(name)) {
      return Optional.empty();
    }
    int number = WHOLE.matcher(text(name)).matches() ? Integer.parseInt(text(name)) : -1;
    if (number < least || number > most) {
      fault(name, "Write a whole number from %d to %d.".formatted(least, most));
      return Optional.empty();
    }
    return Optional.of(number);
  }

  /** A day; nothing when the field is empty or wrong. */
  Optional<LocalDate> day(String name, LocalDate first, LocalDate last) {
    if (isBlank(name)) {
      return Optional.empty();
    }
    try {
      LocalDate day = LocalDate.parse(text(name));
      if (!day.isBefore(first) && !day.isAfter(last)) {
        return Optional.of(day);
      }
      fault(name, "Take a day from %s to %s.".formatted(first, last));
    } catch (DateTimeParseException e) {
      fault(name, "This is no day. Write it as 2017-01-31.");
    }
    return Optional.empty();
  }

  /** One of a list; nothing when the field is empty or wrong. */
  Optional<Choice> choice(String name, List<Choice> all) {
    Optional<Choice> found =
        all.stream().filter(choice -> choice.id().equals(text(name))).findFirst();
    if (found.isEmpty() && !isBlank(name)) {
      fault(name, "Choose one of the list.");
    }
    return found;
  }

  /** One of a few words; the first when the field is empty or wrong. */
  String word(String name, List<String> words) {
    if (!isBlank(name) && !words.contains(text(name))) {
      fault(name, "Choose one of the list.");
    }
    return words.contains(text(name)) ? text(name) : words.get(0);
  }
}
