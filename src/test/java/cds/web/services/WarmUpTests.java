package cds.web.services;

import static org.assertj.core.api.Assertions.assertThat;

import cds.Application;
import cds.chart.DataKind;
import cds.clients.Clients;
import cds.decide.Decisions;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;

/** The service answers its own examples before anybody can call it, and leaves no trace of that. */
@SpringBootTest(
    classes = Application.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "cds.warm-up=2")
@Import(WarmUpTests.Watch.class)
class WarmUpTests {

  @Autowired private Seen seen;
  @Autowired private MeterRegistry meters;
  @Autowired private JdbcTemplate database;
  @Autowired private Decisions decisions;
  @Autowired private Clients clients;
  @Autowired private Environment environment;

  /** How the service was at each decision: ready or not, listening or not. */
  private record Moment(ReadinessState readiness, boolean listening) {}

  /** All of them. */
  static final class Seen {
    private final List<Moment> moments = new CopyOnWriteArrayList<>();
  }

  /** Looks around whenever something is decided; no stereotype, so that no scan finds it. */
  static class Watch {

    @Bean
    static Seen seen() {
      return new Seen();
    }

    @Bean
    static BeanPostProcessor watching(
        Seen seen, ObjectProvider<ApplicationAvailability> availability, Environment environment) {
      return new BeanPostProcessor() {
        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
          return bean instanceof Decisions real
              ? watched(
                  real,
                  () ->
                      seen.moments.add(
                          new Moment(
                              availability.getObject().getReadinessState(),
                              isListening(environment))))
              : bean;
        }
      };
    }

    private static Object watched(Decisions real, Runnable look) {
      return Proxy.newProxyInstance(
          Decisions.class.getClassLoader(),
          new Class<?>[] {Decisions.class},
          (proxy, method, arguments) -> {
            if (method.getName().equals("decide")) {
              look.run();
            }
            try {
              return method.invoke(real, arguments);
            } catch (InvocationTargetException e) {
              throw e.getCause();
            }
          });
    }
  }

  /** The port is told when it is open. */
  private static boolean isListening(Environment environment) {
    return environment.containsProperty("local.server.port");
  }

  @Test
  void everyExampleIsAnsweredInEachRoundBeforeThereIsAPort() {
    assertThat(seen.moments)
        .hasSize(2 * ExampleCall.all().size())
        .containsOnly(new Moment(ReadinessState.REFUSING_TRAFFIC, false));
    assertThat(isListening(environment)).as("now").isTrue();
  }

  @Test
  void nothingIsCountedAndNothingIsRecorded() {
    List<String> names =
        meters.getMeters().stream().map(Meter::getId).map(Meter.Id::getName).toList();

    assertThat(names)
        .contains("cds.records.waiting")
        .doesNotContain("cds.calls", "cds.cards", "http.server.requests");
    assertThat(meters.get("cds.records.waiting").gauge().value()).isZero();
    for (String table : List.of("decision", "shown", "kept_request", "used_token", "rate_limit")) {
      assertThat(database.queryForObject("select count(*) from " + table, Long.class))
          .as(table)
          .isZero();
    }
    assertThat(database.queryForObject("select count(*) from chain", Long.class)).isOne();
  }

  /** Else a first call would meet something that has never run. */
  @Test
  void examplesAreThereForEveryServiceAndHoldEveryKindOfData() {
    List<ExampleCall> examples = ExampleCall.all();

    assertThat(examples.stream().map(ExampleCall::service).distinct().toList())
        .containsExactlyInAnyOrderElementsOf(
            decisions.services(clients.callers().get(0)).stream().map(s -> s.id()).toList());
    String bodies =
        String.join(
            "", examples.stream().map(e -> new String(e.body(), StandardCharsets.UTF_8)).toList());
    for (DataKind kind : DataKind.values()) {
      assertThat(bodies).contains("\"resourceType\":\"" + kind.resourceType() + "\"");
    }
  }
}
