package cds.cohort;

import cds.bulk.BulkLine;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Medications, to which resources of patients refer: joined to the buckets on disk, so that not all
 * of them are ever in memory. A part holds the Medications of some ids, and who refers to those.
 */
final class Medications implements Closeable {

  private static final int PARTS = 16;

  private final Path folder;
  private final List<DataOutputStream> lines = new ArrayList<>();
  private final List<DataOutputStream> references = new ArrayList<>();

  /** A Medication and a bucket in which something refers to it. */
  private record Reference(String medication, int bucket) {}

  Medications(Path folder, int buckets) throws IOException {
    this.folder = folder;
    for (int i = 0; i < PARTS; i++) {
      lines.add(Buckets.create(part("medications", i)));
      references.add(Buckets.create(part("references", i)));
    }
    for (int i = 0; i < buckets; i++) {
      Files.deleteIfExists(file(folder, i));
    }
  }

  /** The Medications of a bucket; there is no such file when it has none. */
  private static Path file(Path folder, int bucket) {
    return folder.resolve("medications-of-%04d".formatted(bucket));
  }

  private Path part(String name, int number) {
    return folder.resolve("%s-%02d".formatted(name, number));
  }

  void add(BulkLine.OfNobody medication) throws IOException {
    DataOutputStream part = lines.get(Buckets.of(medication.reference(), PARTS));
    part.writeUTF(medication.reference());
    Buckets.write(part, medication.line());
  }

  /** Notes that something in a bucket refers to a Medication. */
  void refer(String medication, int bucket) throws IOException {
    DataOutputStream part = references.get(Buckets.of(medication, PARTS));
    part.writeUTF(medication);
    part.writeInt(bucket);
  }

  /** The Medications of a bucket by {@code Medication/id}. */
  static Map<String, byte[]> of(Path folder, int bucket) throws IOException {
    Path file = file(folder, bucket);
    return Files.exists(file) ? read(file) : Map.of();
  }

  private static Map<String, byte[]> read(Path file) throws IOException {
    Map<String, byte[]> medications = new HashMap<>();
    try (DataInputStream in = Buckets.open(file)) {
      for (long left = Files.size(file); left > 0; ) {
        String reference = in.readUTF();
        byte[] line = Buckets.bytes(in);
        medications.put(reference, line);
        left -= 2 + reference.length() + 4 + line.length;
      }
    }
    return medications;
  }

  @Override
  public void close() throws IOException {
    for (int i = 0; i < PARTS; i++) {
      lines.get(i).close();
      references.get(i).close();
      join(read(part("medications", i)), part("references", i));
    }
  }

  private void join(Map<String, byte[]> medications, Path references) throws IOException {
    Set<Reference> seen = new HashSet<>();
    Map<Integer, DataOutputStream> joined = new HashMap<>();
    try (DataInputStream in = Buckets.open(references)) {
      for (long left = Files.size(references); left > 0; ) {
        Reference one = new Reference(in.readUTF(), in.readInt());
        left -= 2 + one.medication().length() + 4;
        byte[] line = medications.get(one.medication());
        if (line != null && seen.add(one)) {
          DataOutputStream out = joined.computeIfAbsent(one.bucket(), this::append);
          out.writeUTF(one.medication());
          Buckets.write(out, line);
        }
      }
    } finally {
      for (DataOutputStream out : joined.values()) {
        out.close();
      }
    }
  }

  private DataOutputStream append(int bucket) {
    try {
      return new DataOutputStream(
          new java.io.BufferedOutputStream(
              Files.newOutputStream(
                  file(folder, bucket), StandardOpenOption.CREATE, StandardOpenOption.APPEND)));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
