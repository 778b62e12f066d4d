package cds.spark;

import cds.bulk.BulkLine;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.Tuple2;

/**
 * Lines by patient: one shuffle, sorted within it, so that no patient's data has to fit anywhere
 * but where they are decided about, and lines of a patient keep the order of the export.
 */
final class Grouped {

  static final int PATIENT = 0;
  static final int KIND = 3;
  static final int MEDICATION = 4;
  static final int LINE = 5;

  /** The kind of a Medication that something of the patient refers to. */
  static final String OF_NOBODY = "medication";

  private static final StructType SCHEMA =
      new StructType()
          .add("patient", DataTypes.StringType, false)
          .add("file", DataTypes.IntegerType, false)
          .add("at", DataTypes.LongType, false)
          .add("kind", DataTypes.StringType, false)
          .add("medication", DataTypes.StringType, false)
          .add("line", DataTypes.BinaryType, false);

  private Grouped() {}

  /**
   * Groups lines.
   *
   * @param codes codes of the Observations that are asked for
   * @param medications whether there are Medications among the lines
   * @param partitions how many parts patients are spread over
   */
  static Dataset<Row> of(
      SparkSession spark,
      JavaRDD<RawLine> lines,
      Set<String> codes,
      boolean medications,
      int partitions) {
    JavaRDD<Row> rows = lines.flatMap(raw -> row(raw, codes).iterator());
    if (medications) {
      rows = rows.union(referred(lines, codes, partitions));
    }
    return spark
        .createDataFrame(rows, SCHEMA)
        .repartition(partitions, functions.col("patient"))
        .sortWithinPartitions("patient", "file", "at", "medication");
  }

  private static List<Row> row(RawLine raw, Set<String> codes) {
    return raw.read() instanceof BulkLine.OfPatient one && one.isAskedFor(codes)
        ? List.of(
            RowFactory.create(
                one.patient(),
                raw.file(),
                raw.at(),
                one.kind().key(),
                one.medication(),
                one.line()))
        : List.of();
  }

  /** Medications, brought to the patients whose resources refer to them: a join of their own. */
  private static JavaRDD<Row> referred(JavaRDD<RawLine> lines, Set<String> codes, int partitions) {
    JavaPairRDD<String, Placed> medications =
        lines
            .flatMap(Grouped::medication)
            .mapToPair(one -> new Tuple2<>(one.medication(), one))
            .reduceByKey((a, b) -> a.isAfter(b) ? a : b, partitions);
    JavaPairRDD<String, String> references =
        lines
            .flatMap(raw -> reference(raw, codes).iterator())
            .mapToPair(one -> one)
            .distinct(partitions);
    return references
        .join(medications, partitions)
        .map(
            one -> {
              String patient = one._2()._1();
              Placed medication = one._2()._2();
              return RowFactory.create(
                  patient,
                  Integer.MAX_VALUE,
                  Long.MAX_VALUE,
                  OF_NOBODY,
                  medication.medication(),
                  medication.line());
            });
  }

  /** A Medication and where it stands: of several with one id, the last counts. */
  @SuppressWarnings("ArrayRecordComponent") // Nothing compares or prints it.
  private record Placed(int file, long at, String medication, byte[] line) implements Serializable {

    boolean isAfter(Placed other) {
      return file == other.file ? at > other.at : file > other.file;
    }
  }

  private static java.util.Iterator<Placed> medication(RawLine raw) {
    return (raw.read() instanceof BulkLine.OfNobody one
            ? List.of(new Placed(raw.file(), raw.at(), one.reference(), one.line()))
            : List.<Placed>of())
        .iterator();
  }

  private static List<Tuple2<String, String>> reference(RawLine raw, Set<String> codes) {
    return raw.read() instanceof BulkLine.OfPatient one
            && one.isAskedFor(codes)
            && !one.medication().isEmpty()
        ? List.of(new Tuple2<>(one.medication(), one.patient()))
        : List.of();
  }
}
