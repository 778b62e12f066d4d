package cds.record;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Contents as the database keeps them: deflated, fast rather than as small as can be. */
final class Deflated {

  private static final int BUFFER = 4096;

  private Deflated() {}

  static byte[] of(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater, BUFFER)) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    } finally {
      deflater.end();
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
