package cds.rules;

import cds.acceptance.Flow;
import cds.knowledge.Problems;
import cds.knowledge.RuleFiles;
import cds.knowledge.RuleSet;
import cds.knowledge.RuleSetReader;
import cds.knowledge.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The rules of this repository, read from their folders, each thing once for all tests. */
public final class Release {

  private static final Map<String, String> TEXTS = read();
  private static final Map<String, Flow> FLOWS = new ConcurrentHashMap<>();
  private static final RuleSet RULES = parse(TEXTS);

  private Release() {}

  /** A copy of all texts, by path, for a test to change. */
  public static Map<String, String> texts() {
    return new TreeMap<>(TEXTS);
  }

  /** The parsed release. */
  public static RuleSet rules() {
    return RULES;
  }

  /** All tables of all rule folders. */
  public static List<Table> tables() {
    return RULES.rules().stream().flatMap(rule -> rule.tables().stream()).toList();
  }

  /** One table by its id. */
  public static Table table(String id) {
    return tables().stream().filter(table -> table.id().equals(id)).findFirst().orElseThrow();
  }

  /** The whole flow with a label, without further policies. */
  public static Flow flow(String label) {
    return FLOWS.computeIfAbsent(label, name -> Flow.load(new RuleFiles(TEXTS), name, List.of()));
  }

  /** Parses texts; anything wrong is an exception. */
  public static RuleSet parse(Map<String, String> texts) {
    Problems problems = new Problems();
    RuleSet rules = RuleSetReader.read(new RuleFiles(texts), problems);
    problems.refuseIfAny();
    return rules;
  }

  private static Map<String, String> read() {
    Map<String, String> texts = new TreeMap<>();
    for (String folder : List.of("rules", "fhir-profiles")) {
      try (Stream<Path> walk = Files.walk(Path.of(folder))) {
        for (Path file : walk.filter(Files::isRegularFile).toList()) {
          texts.put(file.toString().replace('\\', '/'), Files.readString(file));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return texts;
  }
}
