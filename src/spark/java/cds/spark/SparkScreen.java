package cds.spark;

import cds.cohort.Screening;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code screen} on a cluster: look at all lines once, group them by patient, decide about each
 * patient by the classes that serve requests, write what was found.
 */
public final class SparkScreen {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final SparkSession spark;
  private final Options options;

  private SparkScreen(SparkSession spark, Options options) {
    this.spark = spark;
    this.options = options;
  }

  /** Runs as {@code spark-submit} starts it; see {@link Options}. */
  public static void main(String[] args) throws IOException {
    Options options = Options.of(args);
    try (SparkSession spark = SparkSession.builder().appName("dupilumab-cds").getOrCreate()) {
      run(spark, options);
    }
  }

  /**
   * Runs.
   *
   * @return the manifest
   * @throws IOException when files cannot be read or written
   */
  static ObjectNode run(SparkSession spark, Options options) throws IOException {
    return new SparkScreen(spark, options).run();
  }

  private ObjectNode run() throws IOException {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Terms terms = options.terms();
    Screening screening = terms.screening();
    Input input = Input.of(options.input(), context.hadoopConfiguration());
    JavaRDD<RawLine> lines = input.lines(context);
    Census census = lines.aggregate(new Census(), Census::add, Census::add);
    Dataset<Row> results =
        Grouped.of(
                spark,
                lines,
                screening.codes(),
                census.medications() > 0,
                options.partitions(Math.max(input.parts(), lines.getNumPartitions())))
            .mapPartitions(
                new Deciding(context.broadcast(terms), context.broadcast(census)),
                Encoders.row(Output.SCHEMA))
            .persist(StorageLevel.DISK_ONLY());
    new Output(screening.columns(), options.output()).write(results);
    if (census.aside() > 0) {
      setAside(lines);
    }
    ObjectNode manifest = manifest(input, terms, census, results);
    results.unpersist();
    write(manifest, context.hadoopConfiguration());
    return manifest;
  }

  private void setAside(JavaRDD<RawLine> lines) {
    spark
        .createDataFrame(lines.flatMap(SetAside::row), SetAside.SCHEMA)
        .write()
        .mode(SaveMode.ErrorIfExists)
        .option("header", true)
        .csv(options.output() + "/set-aside");
  }

  private ObjectNode manifest(Input input, Terms terms, Census census, Dataset<Row> results) {
    ObjectNode manifest = JsonNodeFactory.instance.objectNode();
    ObjectNode told = manifest.putObject("terms");
    told.put("release", terms.files().release());
    told.put("asOf", terms.at().toString());
    told.put("label", terms.label());
    told.put("policies", String.join(" ", terms.policies()));
    told.put("zone", terms.zone());
    told.put("patients", terms.pseudonyms().length == 0 ? "identified" : "pseudonyms");
    manifest.putArray("kinds");
    census.known().uploaded().forEach(kind -> manifest.withArray("kinds").add(kind.name()));
    manifest.putArray("lost");
    census.known().lost().forEach(kind -> manifest.withArray("lost").add(kind.name()));
    manifest.putArray("notRead");
    input.besides().forEach(name -> manifest.withArray("notRead").add(name));
    manifest.put("lines", census.lines()).put("aside", census.aside());
    results
        .groupBy("table")
        .count()
        .collectAsList()
        .forEach(row -> manifest.withObject("rows").put(row.getString(0), row.getLong(1)));
    return manifest;
  }

  private void write(ObjectNode manifest, Configuration hadoop) throws IOException {
    Path file = new Path(options.output(), "manifest.json");
    try (OutputStream out = file.getFileSystem(hadoop).create(file, false)) {
      out.write(
          JSON.writerWithDefaultPrettyPrinter()
              .writeValueAsString(manifest)
              .getBytes(StandardCharsets.UTF_8));
    }
  }
}
