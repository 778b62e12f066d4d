package cds.conformance;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;

/** What the standard demands of a service, and which tests prove it. */
final class Requirements {

  static final Path FILE = Path.of("src/test/resources/conformance/requirements.csv");

  /** Read once: there are hundreds. */
  private static final JavaClasses TEST_CLASSES =
      new ClassFileImporter()
          .importUrl(Requirement.class.getProtectionDomain().getCodeSource().getLocation());

  private Requirements() {}

  /** What becomes of a requirement. */
  enum Status {
    /** Proved by at least one test. */
    TEST,
    /** Not ours to meet, or not used; the reason says which. */
    NOT_APPLICABLE,
    /** Not proved: unmet. */
    OPEN;

    static Status of(String word) {
      return switch (word) {
        case "test" -> TEST;
        case "not-applicable" -> NOT_APPLICABLE;
        case "open" -> OPEN;
        default -> throw new IllegalArgumentException(FILE + ": no such status: " + word);
      };
    }
  }

  /**
   * A requirement.
   *
   * @param id its id, such as {@code CARD-2} or {@code I-83}
   * @param level SHALL, SHOULD, MAY, …
   * @param words what it demands, in our words
   * @param reason why it is not applicable; empty otherwise
   */
  record Row(String id, String level, String words, Status status, String reason) {

    /** The part of the id before the number. */
    String group() {
      return id.substring(0, id.lastIndexOf('-'));
    }
  }

  /**
   * A test that proves a requirement.
   *
   * @param type its class
   * @param name its method, or empty for all of the class
   */
  record Proof(String type, String name) implements Comparable<Proof> {

    /** The source file. */
    Path file() {
      return Path.of("src/test/java", type.replace('.', '/') + ".java");
    }

    @Override
    public int compareTo(Proof other) {
      return toString().compareTo(other.toString());
    }
  }

  /** All requirements, in the order of the file. */
  static List<Row> rows() {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (var parser = format.parse(Files.newBufferedReader(FILE))) {
      return parser.stream()
          .map(
              row ->
                  new Row(
                      row.get("id"),
                      row.get("level"),
                      row.get("requirement"),
                      Status.of(row.get("status")),
                      row.get("reason")))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The tests of the whole project by the requirement that they prove. */
  static Map<String, Set<Proof>> proofs() {
    Map<String, Set<Proof>> proofs = new TreeMap<>();
    for (JavaClass type : TEST_CLASSES) {
      type.tryGetAnnotationOfType(Requirement.class)
          .ifPresent(ids -> add(proofs, ids, new Proof(type.getName(), "")));
      for (JavaMethod method : type.getMethods()) {
        method
            .tryGetAnnotationOfType(Requirement.class)
            .ifPresent(ids -> add(proofs, ids, new Proof(type.getName(), method.getName())));
      }
    }
    return proofs;
  }

  /** Annotations on what never runs as a test; they would prove nothing. */
  static List<String> onNoTest() {
    return TEST_CLASSES.stream()
        .flatMap(
            type ->
                type.getMethods().stream()
                    .filter(method -> method.isAnnotatedWith(Requirement.class))
                    .filter(method -> !isTest(method) || !runs(type))
                    .map(JavaMethod::getFullName))
        .toList();
  }

  private static boolean isTest(JavaMethod method) {
    return method.isAnnotatedWith(Test.class)
        || method.isAnnotatedWith(ParameterizedTest.class)
        || method.isAnnotatedWith(TestFactory.class);
  }

  /** The build runs only classes of these names, with what they inherit. */
  private static boolean runs(JavaClass type) {
    return named(type) || type.getAllSubclasses().stream().anyMatch(Requirements::named);
  }

  private static boolean named(JavaClass type) {
    return type.getSimpleName().endsWith("Test") || type.getSimpleName().endsWith("Tests");
  }

  private static void add(Map<String, Set<Proof>> proofs, Requirement ids, Proof proof) {
    for (String id : ids.value()) {
      proofs.computeIfAbsent(id, key -> new TreeSet<>()).add(proof);
    }
  }
}
