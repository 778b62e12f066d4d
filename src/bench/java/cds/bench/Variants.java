package cds.bench;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** What the service is measured against, in the same server, behind the same filters. */
@RestController
public class Variants {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final byte[] CARD =
      """
      {"cards":[{"uuid":"7d0a4c1e-3b52-4f8e-9c6d-000000000001","summary":"A constant card","indicator":"info",
      "source":{"label":"nobody"}}]}
      """
          .getBytes(StandardCharsets.UTF_8);

  /** The limit: the body is read and thrown away. */
  @PostMapping("/cds-services/echo")
  ResponseEntity<byte[]> echo(HttpServletRequest request) throws IOException {
    try (InputStream in = request.getInputStream()) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
    }
    return card();
  }

  /** The same, and the body is parsed to a tree. */
  @PostMapping("/cds-services/tree")
  ResponseEntity<byte[]> tree(HttpServletRequest request) throws IOException {
    try (InputStream in = request.getInputStream()) {
      if (JSON.readTree(in).isEmpty()) {
        throw new IllegalStateException("an empty body");
      }
    }
    return card();
  }

  private static ResponseEntity<byte[]> card() {
    return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(CARD);
  }
}
