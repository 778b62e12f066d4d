package cds.knowledge;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Doses over time, written {@code 300@1 300@15}: mg at a day of treatment, day 1 being the first.
 *
 * @param doses in the order of their days; empty for "none"
 */
public record Doses(List<Dose> doses) {

  private static final Pattern DOSE = Pattern.compile("(\\d+(?:\\.\\d+)?)@(\\d+)");

  /** One dose: mg on a day of treatment (from 1). */
  public record Dose(BigDecimal mg, int day) {}

  /**
   * Reads doses.
   *
   * @throws IllegalArgumentException with what is allowed, when the text is no such list
   */
  public static Doses parse(String text) {
    List<Dose> doses =
        Stream.of(text.strip().split("\\s+"))
            .map(
                word -> {
                  Matcher dose = DOSE.matcher(word);
                  if (!dose.matches()) {
                    throw new IllegalArgumentException(
                        "'" + word + "' is no dose; allowed: mg@day, as in 300@1 300@15");
                  }
                  return new Dose(new BigDecimal(dose.group(1)), Integer.parseInt(dose.group(2)));
                })
            .toList();
    for (int i = 1; i < doses.size(); i++) {
      if (doses.get(i).day() <= doses.get(i - 1).day()) {
        throw new IllegalArgumentException("the days of '" + text + "' must rise");
      }
    }
    return new Doses(doses);
  }

  @Override
  public String toString() {
    return doses.stream()
        .map(dose -> dose.mg().toPlainString() + "@" + dose.day())
        .collect(Collectors.joining(" "));
  }
}
