package cds.web.call;

import static org.assertj.core.api.Assertions.assertThat;

import cds.web.Eventually;
import cds.web.HttpCalls;
import cds.web.TestServer;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;

/** Traces are off; whoever switches them on gets the caller's trace, and no patient in it. */
@SpringBootTest(
    classes = {TestServer.class, TracingTests.Collected.class},
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "management.tracing.export.enabled=true",
      "management.tracing.sampling.probability=1.0"
    })
@ExtendWith(OutputCaptureExtension.class)
class TracingTests {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  @LocalServerPort private int port;
  @Autowired private Collected collected;
  @Autowired private SdkTracerProvider tracers;

  /** Keeps what would be sent. */
  static class Collected {

    private final List<SpanData> spans = new CopyOnWriteArrayList<>();

    @Bean
    SpanExporter exporter() {
      return new SpanExporter() {
        @Override
        public CompletableResultCode export(Collection<SpanData> batch) {
          spans.addAll(batch);
          return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
          return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
          return CompletableResultCode.ofSuccess();
        }
      };
    }
  }

  @Test
  void theCallersTraceIsInTheLogAndNoSpanTellsOfAPatient(CapturedOutput log) {
    HttpCalls http = new HttpCalls(port);
    http.send(
        HttpRequest.newBuilder(http.uri("/cds-services/view?patient=secret-query"))
            .header("Content-Type", "application/json")
            .header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")
            .POST(BodyPublishers.ofString(HttpCalls.call("secret-patient", "Practitioner/secret")))
            .build());

    assertThat(
            Eventually.get(
                () -> log.getAll().lines().filter(line -> line.contains("view 200")).findFirst()))
        .contains(TRACE);
    List<SpanData> spans = Eventually.get(this::spans);
    assertThat(spans)
        .extracting(SpanData::getName)
        .contains("http post /cds-services/{id}")
        .allSatisfy(name -> assertThat(name).doesNotContain("secret"));
    assertThat(spans).extracting(SpanData::toString).noneMatch(span -> span.contains("secret"));
  }

  private Optional<List<SpanData>> spans() {
    tracers.forceFlush().join(10, TimeUnit.SECONDS);
    List<SpanData> own =
        collected.spans.stream().filter(span -> span.getTraceId().equals(TRACE)).toList();
    // The span of the request ends last, after the answer.
    boolean complete = own.stream().anyMatch(span -> span.getName().startsWith("http post"));
    return complete ? Optional.of(own) : Optional.empty();
  }
}
