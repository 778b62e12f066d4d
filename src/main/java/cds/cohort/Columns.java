package cds.cohort;

import cds.decide.Program;
import cds.knowledge.DataElement;
import cds.knowledge.Problems;
import cds.knowledge.Rule;
import cds.knowledge.RuleSet;
import cds.knowledge.Table;
import cds.knowledge.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The columns of the tables of results; those of data elements follow the fixed ones.
 *
 * @param ofPatient elements that a patient's row holds: those that the report names
 * @param ofPolicy elements that a verdict's row holds: those that its criteria, or those of other
 *     policies of the run, read
 */
public record Columns(List<DataElement> ofPatient, List<DataElement> ofPolicy) {

  /** What the report is of. */
  public static final String REPORT = "/cohort/report.yaml";

  /** The column of how many findings cards show of a patient. */
  public static final String COUNT = "findings";

  /** The columns that hold several words. */
  public static final List<String> LISTS = List.of("reasons", "missing", "rows");

  /** Those of {@code findings.csv}. */
  public static final List<String> FINDINGS =
      List.of("patient", "service", "finding", "urgency", "policy", "rule", "version", "rows");

  /** Those of {@code verdicts.csv} that come before elements. */
  public static final List<String> VERDICTS =
      List.of("patient", "policy", "verdict", "reasons", "missing");

  /** Those of {@code patients.csv} that come before elements. */
  public static final List<String> PATIENTS = List.of("patient", COUNT, "most-urgent", "refused");

  /** Copies. */
  public Columns {
    ofPatient = List.copyOf(ofPatient);
    ofPolicy = List.copyOf(ofPolicy);
  }

  /** The columns of a run; elements that the release does not have are left out. */
  static Columns of(RuleSet rules, Program program) {
    List<DataElement> named = new ArrayList<>();
    for (JsonNode name : report().path("elements")) {
      DataElement element = rules.elements().get(name.asString());
      if (element != null) {
        named.add(element);
      }
    }
    Set<DataElement> read = new LinkedHashSet<>();
    for (Rule rule : program.rules().rules()) {
      for (Table table : rule.tables()) {
        if (rule.criteriaTables().contains(table.id())) {
          read.addAll(table.inputs());
        }
      }
    }
    return new Columns(named, List.copyOf(read));
  }

  /** What the report is of, as it was shipped. */
  static JsonNode report() {
    try (InputStream in = Objects.requireNonNull(Columns.class.getResourceAsStream(REPORT))) {
      Problems problems = new Problems();
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      JsonNode root = Yaml.of(REPORT, text, problems).root();
      problems.refuseIfAny();
      return root;
    } catch (IOException e) {
      throw new UncheckedIOException(REPORT + " cannot be read", e);
    }
  }

  /** Those of {@code findings.csv}. */
  public List<String> findings() {
    return FINDINGS;
  }

  /** Those of {@code verdicts.csv}. */
  public List<String> verdicts() {
    return with(VERDICTS, ofPolicy);
  }

  /** Those of {@code patients.csv}. */
  public List<String> patients() {
    return with(PATIENTS, ofPatient);
  }

  /** Those of a sheet; none when it is no table. */
  List<String> headers(Sheet sheet) {
    return switch (sheet) {
      case FINDINGS -> findings();
      case VERDICTS -> verdicts();
      case PATIENTS -> patients();
      case ISSUES -> List.of();
    };
  }

  private static List<String> with(List<String> fixed, List<DataElement> elements) {
    List<String> all = new ArrayList<>(fixed);
    elements.forEach(element -> all.add(element.name()));
    return all;
  }
}
