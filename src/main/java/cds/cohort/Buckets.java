package cds.cohort;

import cds.bulk.BulkLine;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files that lines of patients are spread over while they are grouped. */
final class Buckets implements Closeable {

  private static final int BUFFER = 1 << 16;

  private final List<DataOutputStream> buckets = new ArrayList<>();
  private final Medications medications;

  /** Opens the files, empty. */
  Buckets(Path folder, int count) throws IOException {
    this.medications = new Medications(folder, count);
    for (int i = 0; i < count; i++) {
      buckets.add(create(file(folder, i)));
    }
  }

  /** The file of a bucket. */
  static Path file(Path folder, int number) {
    return folder.resolve("bucket-%04d".formatted(number));
  }

  static DataOutputStream create(Path file) throws IOException {
    return new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER));
  }

  static DataInputStream open(Path file) throws IOException {
    return new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
  }

  /** The bucket of an id: the same on every machine. */
  static int of(String id, int buckets) {
    int hash = 0x811c9dc5;
    for (byte one : id.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (one & 0xff)) * 0x01000193;
    }
    return Math.floorMod(hash ^ (hash >>> 15), buckets);
  }

  /** Adds a resource of a patient. */
  void add(BulkLine.OfPatient line) throws IOException {
    int number = of(line.patient(), buckets.size());
    DataOutputStream bucket = buckets.get(number);
    bucket.writeByte(line.kind().key().length());
    bucket.writeBytes(line.kind().key());
    bucket.writeUTF(line.patient());
    bucket.writeUTF(line.medication());
    write(bucket, line.line());
    if (!line.medication().isEmpty()) {
      medications.refer(line.medication(), number);
    }
  }

  /** Adds a Medication. */
  void add(BulkLine.OfNobody medication) throws IOException {
    medications.add(medication);
  }

  static void write(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static byte[] bytes(DataInputStream in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }

  /** Ends the files, and brings each Medication to the buckets that refer to it. */
  @Override
  public void close() throws IOException {
    for (DataOutputStream bucket : buckets) {
      bucket.close();
    }
    medications.close();
  }
}
