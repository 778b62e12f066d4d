package cds.record;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Contents as the database keeps them: deflated, fast rather than as small as can be. */
final class Deflated {

  private static final int BUFFER = 8192;

  private Deflated() {}

  static byte[] of(byte[] content) {
    return all(List.of(content)).get(0);
  }

  /** Each of some contents: making a deflater costs as much as deflating a content. */
  static List<byte[]> all(List<byte[]> contents) {
    List<byte[]> deflated = new ArrayList<>(contents.size());
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    try {
      for (byte[] content : contents) {
        deflater.reset();
        deflated.add(deflate(content, deflater));
      }
    } finally {
      deflater.end();
    }
    return deflated;
  }

  private static byte[] deflate(byte[] content, Deflater deflater) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(BUFFER);
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater, BUFFER)) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  /**
   * The content again.
   *
   * @throws RecordsUnusable when it was damaged
   */
  static byte[] inflate(byte[] deflated) {
    try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(deflated))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new RecordsUnusable("A content of the record is damaged.", e);
    }
  }
}
