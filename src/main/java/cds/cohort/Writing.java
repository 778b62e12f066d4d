package cds.cohort;

import cds.decide.DecisionFlow;
import cds.knowledge.DataElement;
import cds.knowledge.DataValue;
import cds.knowledge.Finding;
import cds.knowledge.RuleSet;
import cds.knowledge.Situation;
import cds.knowledge.Urgency;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes what is said of a patient as rows.
 *
 * @param rules the release
 * @param columns the columns of elements
 * @param identity how patients are named
 * @param issues writes findings as FHIR
 */
record Writing(RuleSet rules, Columns columns, Identity identity, Issues issues) {

  /** Of a patient of whom nothing can be said. */
  PatientResult refused(String id, String why) {
    List<String> row = new ArrayList<>(List.of(identity.of(id), "0", "", why));
    columns.ofPatient().forEach(element -> row.add(""));
    return new PatientResult(List.of(), List.of(), row, List.of());
  }

  /** Of a patient, what services show: first that of the service that knows most. */
  PatientResult of(String id, List<DecisionFlow.Shown> shown) {
    String patient = identity.of(id);
    List<List<String>> findings = new ArrayList<>();
    List<Finding> once = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (DecisionFlow.Shown service : shown) {
      for (Finding finding : findings(service)) {
        findings.add(finding(patient, service.service(), finding));
        if (finding.policy() == null && seen.add(finding.code() + " " + finding.rule())) {
          once.add(finding);
        }
      }
    }
    DecisionFlow.Shown widest = shown.get(0);
    Situation situation = widest.evaluation().situation();
    return new PatientResult(
        findings,
        widest.evaluation().verdicts().stream()
            .map(verdict -> verdict(patient, verdict, situation))
            .toList(),
        patient(patient, shown, situation),
        once.stream().map(finding -> issues.line(patient, finding)).toList());
  }

  private static List<Finding> findings(DecisionFlow.Shown service) {
    return service.cards().stream().flatMap(List::stream).toList();
  }

  private List<String> patient(
      String patient, List<DecisionFlow.Shown> shown, Situation situation) {
    List<Finding> all = shown.stream().flatMap(service -> findings(service).stream()).toList();
    String urgent =
        all.stream()
            .map(Finding::urgency)
            .max(Comparator.naturalOrder())
            .map(Urgency::word)
            .orElse("");
    List<String> row = new ArrayList<>(List.of(patient, String.valueOf(all.size()), urgent, ""));
    columns.ofPatient().forEach(element -> row.add(identity.cell(situation, element)));
    return row;
  }

  private List<String> verdict(String patient, Finding verdict, Situation situation) {
    String missing =
        verdict.missing().stream()
            .map(lacking -> missing(situation, lacking.element()))
            .collect(Collectors.joining(" "));
    List<String> row =
        new ArrayList<>(
            List.of(
                patient,
                said(verdict.policy()),
                verdict.code(),
                String.join(" ", verdict.reasons()),
                missing));
    columns.ofPolicy().forEach(element -> row.add(identity.cell(situation, element)));
    return row;
  }

  /** The element and why it has no value, {@code name:stale}; its name alone when it has one. */
  private String missing(Situation situation, String name) {
    DataElement element = rules.elements().get(name);
    return element != null && situation.get(element) instanceof DataValue.None none
        ? name + ":" + none.reason().word()
        : name;
  }

  private static List<String> finding(String patient, String service, Finding finding) {
    return List.of(
        patient,
        service,
        finding.code(),
        finding.urgency().word(),
        said(finding.policy()),
        finding.rule(),
        finding.version(),
        String.join(" ", finding.rows()));
  }

  private static String said(@Nullable String text) {
    return text == null ? "" : text;
  }
}
