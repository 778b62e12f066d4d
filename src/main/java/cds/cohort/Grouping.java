package cds.cohort;

import cds.bulk.BulkChart;
import cds.bulk.BulkReference;
import cds.bulk.LostKinds;
import cds.chart.DataKind;
import cds.fhir.StrictJson;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * Groups the lines of a population by patient, out of core: each line goes to the bucket of its
 * patient's id, a file. One bucket fits into memory, whatever the population's size.
 */
final class Grouping implements AutoCloseable {

  /** How the lines of no patient are filed: those of Medications, which others refer to. */
  static final String MEDICATIONS = "medications";

  private final List<DataOutputStream> buckets = new ArrayList<>();
  private final DataOutputStream medications;
  private final SetAside aside;
  private final Set<DataKind> kinds = EnumSet.noneOf(DataKind.class);
  private final LostKinds lost = new LostKinds();
  private long lines;
  private long others;

  /**
   * Opens the files of the buckets, empty.
   *
   * @param folder where they stand
   * @param count how many
   * @param aside takes what cannot be read
   */
  Grouping(Path folder, int count, SetAside aside) throws IOException {
    this.aside = aside;
    this.medications = open(folder.resolve(MEDICATIONS));
    for (int i = 0; i < count; i++) {
      buckets.add(open(bucket(folder, i)));
    }
  }

  /** The file of a bucket. */
  static Path bucket(Path folder, int number) {
    return folder.resolve("bucket-%04d".formatted(number));
  }

  private static DataOutputStream open(Path file) throws IOException {
    return new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
  }

  /** Files a line, or sets it aside with the reason. */
  void take(int file, long number, byte[] line) throws IOException {
    lines++;
    if (line.length == 0) {
      aside.add(file, number, "longer than 8 MB");
      lost.all();
      return;
    }
    ObjectNode resource;
    try {
      resource = StrictJson.read(line);
    } catch (StrictJson.Malformed e) {
      aside.add(file, number, "not JSON");
      lost.line(line);
      return;
    }
    String type = resource.path("resourceType").asString("");
    Optional<DataKind> kind = DataKind.ofResourceType(type);
    if (type.isEmpty()) {
      aside.add(file, number, "no FHIR resource");
      lost.all();
    } else if (type.equals("Medication")) {
      medication(file, number, resource.path("id").asString(""), line);
    } else if (kind.isEmpty()) {
      others++;
    } else {
      file(file, number, kind.get(), resource, line);
    }
  }

  private void medication(int file, long number, String id, byte[] line) throws IOException {
    if (BulkReference.isId(id)) {
      write(medications, "", id, line);
    } else {
      aside.add(file, number, "a Medication without an id");
    }
  }

  private void file(int file, long number, DataKind kind, ObjectNode resource, byte[] line)
      throws IOException {
    String patient =
        kind == DataKind.PATIENT ? resource.path("id").asString("") : BulkChart.patient(resource);
    if (patient == null || !BulkReference.isId(patient)) {
      aside.add(file, number, "of no patient that can be known");
      lost.resource(kind, resource);
      return;
    }
    kinds.add(kind);
    write(buckets.get(bucketOf(patient, buckets.size())), kind.key(), patient, line);
  }

  /** The bucket of a patient: the same on every machine. */
  static int bucketOf(String patient, int buckets) {
    int hash = 0x811c9dc5;
    for (byte one : patient.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (one & 0xff)) * 0x01000193;
    }
    return Math.floorMod(hash ^ (hash >>> 15), buckets);
  }

  private static void write(DataOutputStream out, String kind, String id, byte[] line)
      throws IOException {
    out.writeByte(1);
    out.writeUTF(kind);
    out.writeUTF(id);
    out.writeInt(line.length);
    out.write(line);
  }

  /** The kinds of data that anybody has; of the others nobody knows anything. */
  Set<DataKind> kinds() {
    return EnumSet.copyOf(kinds.isEmpty() ? EnumSet.of(DataKind.PATIENT) : kinds);
  }

  /** A file ended too early: nobody knows of whom the rest was. */
  void damaged(int file) throws IOException {
    aside.add(file, 0, "damaged: what follows the last line that could be read is lost");
    lost.all();
  }

  /** The kinds of data of which a line may be missing. */
  Set<DataKind> lost() {
    return lost.kinds();
  }

  /** How many lines were read. */
  long lines() {
    return lines;
  }

  /** How many were of types that no service reads. */
  long others() {
    return others;
  }

  @Override
  public void close() {
    try {
      medications.close();
      for (DataOutputStream bucket : buckets) {
        bucket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the buckets cannot be written", e);
    }
  }
}
