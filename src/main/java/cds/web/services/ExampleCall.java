package cds.web.services;

import cds.web.wire.WireJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.databind.node.ObjectNode;

/**
 * A shipped example ({@code try/*.json}) as a client would send it.
 *
 * @param service id of the service it is for
 * @param at noon UTC of the day on which it was made up
 * @param body the request
 */
@SuppressWarnings("ArrayRecordComponent") // Nothing compares or prints these.
public record ExampleCall(String service, Instant at, byte[] body) {

  /** All of them. */
  public static List<ExampleCall> all() {
    try {
      List<ExampleCall> all = new ArrayList<>();
      for (Resource file :
          new PathMatchingResourcePatternResolver(ExampleCall.class.getClassLoader())
              .getResources("classpath*:try/*.json")) {
        all.add(read(file.getContentAsByteArray()));
      }
      return List.copyOf(all);
    } catch (IOException e) {
      throw new UncheckedIOException("the examples cannot be read", e);
    }
  }

  private static ExampleCall read(byte[] file) {
    ObjectNode example = WireJson.read(file);
    LocalDate asOf = LocalDate.parse(example.path("asOf").stringValue());
    return new ExampleCall(
        example.path("service").stringValue(),
        asOf.atTime(12, 0).toInstant(ZoneOffset.UTC),
        WireJson.write(example.path("request")));
  }
}
