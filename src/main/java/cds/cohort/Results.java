package cds.cohort;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The files of a finished run. */
final class Results {

  /** The files beside {@code manifest.json}. */
  static final List<String> FILES =
      List.of("findings.csv", "verdicts.csv", "patients.csv", SetAside.FILE);

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String MANIFEST = "manifest.json";

  private Results() {}

  /** Puts the buckets together in their order: the same input gives the same bytes. */
  static Screen.Done write(Screen.Plan plan, Path work, JsonNode grouped) throws IOException {
    List<List<String>> headers =
        List.of(BucketResult.FINDINGS, BucketResult.VERDICTS, BucketResult.PATIENTS);
    long rows = 0;
    for (int i = 0; i < headers.size(); i++) {
      rows = 0;
      try (BufferedWriter out = Files.newBufferedWriter(plan.output().resolve(FILES.get(i)))) {
        Rows.write(out, headers.get(i));
        for (int bucket = 0; bucket < plan.buckets(); bucket++) {
          try (Stream<String> lines = Files.lines(BucketResult.files(work, bucket).get(i))) {
            for (String line : (Iterable<String>) lines::iterator) {
              out.write(line);
              out.write("\r\n");
              rows++;
            }
          }
        }
      }
    }
    Files.copy(
        work.resolve(SetAside.FILE),
        plan.output().resolve(SetAside.FILE),
        StandardCopyOption.REPLACE_EXISTING);
    ObjectNode manifest = (ObjectNode) grouped.deepCopy();
    manifest.put("patients", rows);
    for (String name : FILES) {
      manifest.withObject("sha256").put(name, sha256(plan.output().resolve(name)));
    }
    write(plan.output().resolve(MANIFEST), manifest);
    return new Screen.Done(rows, grouped.path("lines").asLong(0), grouped.path("aside").asLong(0));
  }

  private static String sha256(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static void write(Path file, JsonNode json) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".draft");
    Files.write(draft, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
