package cds.spark;

import cds.cohort.generate.Population;
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
 * @param besides names of its files that are not read
 * @param bytes how large those are that are read, about, when nothing is compressed
 */
record Input(List<String> files, List<String> besides, long bytes) {

  private static final int GZIP_RATIO = 10;
  private static final long PART_BYTES = 64L << 20;

  private static final String DELIMITER = "textinputformat.record.delimiter";

  /**
   * Lists a folder.
   *
   * @throws IllegalArgumentException when there is no NDJSON in it, or an address holds what Hadoop
   *     takes for a pattern or a list
   */
  static Input of(String folder, Configuration hadoop) throws IOException {
    Path path = new Path(folder);
    FileStatus[] all = path.getFileSystem(hadoop).listStatus(path);
    List<FileStatus> files =
        Arrays.stream(all)
            .filter(Input::isRead)
            .sorted((a, b) -> a.getPath().getName().compareTo(b.getPath().getName()))
            .toList();
    if (files.isEmpty()) {
      throw new IllegalArgumentException("there is no .ndjson or .ndjson.gz in " + folder);
    }
    List<String> paths = files.stream().map(file -> file.getPath().toString()).toList();
    for (String one : paths) {
      if (one.matches(".*[,*?{}\\[\\]\\\\].*")) {
        throw new IllegalArgumentException(
            "an address may hold none of , * ? { } [ ] and backslashes: " + one);
      }
    }
    List<String> besides =
        Arrays.stream(all)
            .filter(file -> file.isFile() && !isRead(file))
            .map(file -> file.getPath().getName())
            .filter(name -> !name.equals(Population.NOTE))
            .sorted()
            .toList();
    return new Input(paths, besides, files.stream().mapToLong(Input::size).sum());
  }

  private static boolean isRead(FileStatus file) {
    return file.getPath().getName().matches(".*\\.ndjson(\\.gz)?");
  }

  private static long size(FileStatus file) {
    return file.getLen() * (file.getPath().getName().endsWith(".gz") ? GZIP_RATIO : 1);
  }

  /** How many parts its patients should be spread over, so that each is small. */
  int parts() {
    return (int) Math.max(1, bytes / PART_BYTES);
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
