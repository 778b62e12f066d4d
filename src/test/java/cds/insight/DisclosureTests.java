package cds.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** No number that is withheld follows from what is told. */
class DisclosureTests {

  private static List<Tally> patients(long... counts) {
    return LongStream.of(counts).mapToObj(count -> new Tally(count, count)).toList();
  }

  private static String told(List<Tally> parts) {
    return Disclosure.of(parts).stream()
        .flatMap(List::stream)
        .map(Cell::text)
        .reduce((a, b) -> a + " " + b)
        .orElse("nothing");
  }

  @Test
  void whatIsNotSmallIsTold() {
    assertThat(told(patients(5, 0, 20))).isEqualTo("5 0 20");
    assertThat(told(patients())).isEqualTo("nothing");
  }

  @Test
  void aSmallNumberTakesTheSmallestOtherWithIt() {
    assertThat(told(patients(3, 40, 9, 0))).isEqualTo("<5 40 withheld 0");
  }

  @Test
  void twoSmallNumbersProtectEachOtherUnlessTheirSumTellsThem() {
    assertThat(told(patients(4, 4, 9))).isEqualTo("<5 <5 9");
    assertThat(told(patients(1, 1, 9))).isEqualTo("<5 <5 withheld");
  }

  @Test
  void namesAloneCanTellNumbers() {
    assertThat(told(patients(1, 1, 1, 1, 1))).isEqualTo("nothing");
    assertThat(told(patients(3))).isEqualTo("nothing");
  }

  @Test
  void manyCasesOfFewPatientsAreSmall() {
    assertThat(told(List.of(new Tally(30, 4), new Tally(50, 20), new Tally(60, 20))))
        .isEqualTo("<5 withheld 60");
    assertThat(told(List.of(new Tally(30, 0), new Tally(50, 20)))).isEqualTo("<5 withheld");
  }

  /** Somebody who knows the total, the marks and how they come about still has to guess. */
  @Test
  void nobodyCanComputeWhatIsWithheld() {
    Random random = new Random(20_250_616);
    int withheld = 0;
    for (int i = 0; i < 5_000; i++) {
      List<Tally> parts =
          random
              .ints(1 + random.nextInt(4), 0, random.nextBoolean() ? 4 : 14)
              .mapToObj(count -> new Tally(count, count))
              .toList();
      List<Cell> cells = Disclosure.of(parts).orElse(List.of());
      for (int part = 0; part < cells.size(); part++) {
        if (cells.get(part).isTold()) {
          assertThat(cells.get(part).count()).isEqualTo(parts.get(part).count());
          assertThat(parts.get(part).isFew()).isFalse();
        } else {
          withheld++;
          assertThat(possible(cells, parts, part))
              .as("%s of %s", part, parts)
              .hasSizeGreaterThan(1);
        }
      }
    }
    assertThat(withheld).isGreaterThan(1_000);
  }

  /** Every value that one part may have, by trying all. */
  private static Set<Long> possible(List<Cell> cells, List<Tally> parts, int part) {
    long total = parts.stream().mapToLong(Tally::count).sum();
    List<List<Long>> choices = new ArrayList<>();
    for (Cell cell : cells) {
      Long count = cell.count();
      choices.add(
          count != null
              ? List.of(count)
              : LongStream.rangeClosed(cell.few() ? 1 : 5, total).boxed().toList());
    }
    Set<Long> values = new TreeSet<>();
    collect(choices, 0, total, new long[cells.size()], part, values);
    return values;
  }

  private static void collect(
      List<List<Long>> choices, int at, long left, long[] chosen, int part, Set<Long> values) {
    if (at == choices.size()) {
      Optional.of(chosen[part]).filter(value -> left == 0).ifPresent(values::add);
      return;
    }
    for (long value : choices.get(at)) {
      if (value <= left) {
        chosen[at] = value;
        collect(choices, at + 1, left - value, chosen, part, values);
      }
    }
  }

  @Test
  void aTrendGoesByDayAndThenByWeek() {
    LocalDate from = LocalDate.of(2025, 6, 4);

    assertThat(Period.of(from, from.plusDays(20))).hasSize(21).allMatch(Period::isDay);
    assertThat(Period.of(from, from.plusDays(21)))
        .extracting(period -> period.from() + " " + period.until())
        .containsExactly(
            "2025-06-04 2025-06-08",
            "2025-06-09 2025-06-15",
            "2025-06-16 2025-06-22",
            "2025-06-23 2025-06-25");
    assertThat(IntStream.range(0, 400).allMatch(days -> covers(from, days))).isTrue();
  }

  private static boolean covers(LocalDate from, int days) {
    List<Period> periods = Period.of(from, from.plusDays(days));
    return periods.stream().mapToLong(p -> p.until().toEpochDay() - p.from().toEpochDay() + 1).sum()
        == days + 1;
  }
}
