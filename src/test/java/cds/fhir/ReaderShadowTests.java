package cds.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import cds.chart.Chart;
import cds.chart.DataKind;
import cds.rules.Release;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a second reading tells of the first. */
class ReaderShadowTests {

  private static final int PATIENCE_SECONDS = 60;

  private final BlockingQueue<Set<String>> told = new LinkedBlockingQueue<>();
  private double chance = 0.49;
  private final ReaderShadow shadow = new ReaderShadow(0.5, () -> chance, told::add);

  @AfterEach
  void close() {
    shadow.close();
  }

  @Test
  void equalChartsAreNotWorthAWord() throws InterruptedException {
    BlockingQueue<Chart> judged = new LinkedBlockingQueue<>();
    Function<ReadInput, Chart> judge = ChartReaders.HAPI.of(Release.rules());
    Chart chart =
        shadow
            .judged(
                ChartReaders.ONE_PASS.of(Release.rules()),
                input -> {
                  Chart other = judge.apply(input);
                  judged.add(other);
                  return other;
                })
            .apply(input());

    assertThat(chart.conditions()).hasSize(1);
    assertThat(judged.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(chart);
    shadow.close();
    assertThat(told).isEmpty();
  }

  @Test
  void ofChartsThatDifferThePartsAreTold() throws InterruptedException {
    Function<ReadInput, Chart> reader = ChartReaders.ONE_PASS.of(Release.rules());
    ReadInput empty = input(JsonNodeFactory.instance.objectNode());

    shadow.judged(reader, input -> reader.apply(empty)).apply(input());

    assertThat(told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
        .contains("conditions", "medications", "completeness")
        .doesNotContain("on", "orders");
  }

  @Test
  void aChartThatTheOtherCannotReadIsToldToo() throws InterruptedException {
    shadow
        .judged(
            ChartReaders.ONE_PASS.of(Release.rules()),
            input -> {
              throw new PatientMismatch();
            })
        .apply(input());

    assertThat(told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).containsExactly("unreadable");
  }

  @Test
  void outsideOfTheShareNothingIsReadTwice() {
    chance = 0.5;
    BlockingQueue<ReadInput> judged = new LinkedBlockingQueue<>();
    Function<ReadInput, Chart> reader = ChartReaders.ONE_PASS.of(Release.rules());

    shadow
        .judged(
            reader,
            input -> {
              judged.add(input);
              return reader.apply(input);
            })
        .apply(input());
    shadow.close();

    assertThat(judged).isEmpty();
  }

  private static ReadInput input() {
    return input(GarbageTests.prefetch());
  }

  private static ReadInput input(ObjectNode prefetch) {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.set("prefetch", prefetch);
    byte[] body = request.toString().getBytes(StandardCharsets.UTF_8);
    return new ReadInput(
        "p",
        RequestBody.read(body).prefetch(),
        EnumSet.allOf(DataKind.class),
        List.of(),
        false,
        Instant.parse("2025-06-16T12:00:00Z"),
        ZoneOffset.UTC);
  }
}
