package cds.spark;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;
import org.apache.hadoop.mapreduce.lib.input.TextInputFormat;
import org.apache.spark.api.java.JavaNewHadoopRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/**
 * A folder of FHIR Bulk Data on any file system that Hadoop knows.
 *
 * @param files its NDJSON files by name
 */
record Input(List<String> files) {

  private static final String DELIMITER = "textinputformat.record.delimiter";

  /**
   * Lists a folder.
   *
   * @throws IllegalArgumentException when there is no NDJSON in it
   */
  static Input of(String folder, Configuration hadoop) throws IOException {
    Path path = new Path(folder);
    FileStatus[] all = path.getFileSystem(hadoop).listStatus(path);
    List<String> files =
        Arrays.stream(all)
            .map(FileStatus::getPath)
            .filter(file -> file.getName().matches(".*\\.ndjson(\\.gz)?"))
            .sorted((a, b) -> a.getName().compareTo(b.getName()))
            .map(Path::toString)
            .toList();
    if (files.isEmpty()) {
      throw new IllegalArgumentException("there is no .ndjson or .ndjson.gz in " + folder);
    }
    return new Input(files);
  }

  /** Its lines, blank ones left out. */
  JavaRDD<RawLine> lines(JavaSparkContext spark) {
    Configuration hadoop = new Configuration(spark.hadoopConfiguration());
    // A carriage return alone ends no line of NDJSON.
    hadoop.set(DELIMITER, "\n");
    Map<String, Integer> numbers = new HashMap<>();
    files.forEach(file -> numbers.put(new Path(file).getName(), numbers.size()));
    JavaNewHadoopRDD<LongWritable, Text> read =
        (JavaNewHadoopRDD<LongWritable, Text>)
            spark.newAPIHadoopFile(
                String.join(",", files),
                TextInputFormat.class,
                LongWritable.class,
                Text.class,
                hadoop);
    return read.mapPartitionsWithInputSplit(
        (split, lines) -> new Lines(number(numbers, split), lines), false);
  }

  private static int number(Map<String, Integer> numbers, InputSplit split) {
    String name = ((FileSplit) split).getPath().getName();
    Integer number = numbers.get(name);
    if (number == null) {
      throw new IllegalStateException("a file that was not listed");
    }
    return number;
  }

  /** Lines of a part of a file; where it is damaged, an empty one is the last. */
  private static final class Lines implements Iterator<RawLine> {

    private final int file;
    private final Iterator<Tuple2<LongWritable, Text>> lines;
    private byte[] next = new byte[0];
    private long at;
    private State state = State.UNKNOWN;

    private enum State {
      UNKNOWN,
      LINE,
      END,
      DAMAGED
    }

    Lines(int file, Iterator<Tuple2<LongWritable, Text>> lines) {
      this.file = file;
      this.lines = lines;
    }

    @Override
    public boolean hasNext() {
      while (state == State.UNKNOWN) {
        state = advance();
      }
      return state != State.END;
    }

    private State advance() {
      try {
        if (!lines.hasNext()) {
          return State.END;
        }
        Tuple2<LongWritable, Text> line = lines.next();
        at = line._1().get();
        next = line._2().copyBytes();
        return isBlank(next) ? State.UNKNOWN : State.LINE;
      } catch (Exception e) {
        // Spark passes on what the file system threw without saying so.
        if (isDamage(e)) {
          next = new byte[0];
          return State.DAMAGED;
        }
        throw e;
      }
    }

    @Override
    public RawLine next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      state = state == State.DAMAGED ? State.END : State.UNKNOWN;
      return new RawLine(file, at, next);
    }

    private static boolean isDamage(Throwable thrown) {
      return Stream.iterate(thrown, t -> t != null, Throwable::getCause)
          .anyMatch(t -> t instanceof EOFException || t instanceof ZipException);
    }

    private static boolean isBlank(byte[] bytes) {
      for (byte one : bytes) {
        if (one > ' ' || one < 0) {
          return false;
        }
      }
      return true;
    }
  }
}
