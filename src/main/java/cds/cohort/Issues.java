package cds.cohort;

import cds.knowledge.Finding;
import cds.knowledge.RuleSet;
import cds.knowledge.Source;
import cds.knowledge.Terminology;
import cds.record.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Findings as FHIR R4 {@code DetectedIssue}, for systems that make work lists of them.
 *
 * @param rules the release
 * @param at the evaluation time
 * @param identified whether the resources behind a finding are named
 */
record Issues(RuleSet rules, Instant at, boolean identified) {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int ID_LENGTH = 40;

  /** One finding of a patient as a line of NDJSON. */
  String line(String patient, Finding finding) {
    Terminology.CodeSystem findings = rules.terminology().codeSystem("finding");
    ObjectNode issue = JsonNodeFactory.instance.objectNode();
    issue.put("resourceType", "DetectedIssue").put("id", id(patient, finding));
    issue.put("status", "final");
    ObjectNode coding = issue.putObject("code").putArray("coding").addObject();
    coding.put("system", findings.url()).put("code", finding.code());
    String display = findings.displays().get(finding.code());
    if (display != null) {
      coding.put("display", display);
    }
    issue.put("severity", severity(finding));
    issue.putObject("patient").put("reference", "Patient/" + patient);
    issue.put("identifiedDateTime", at.toString());
    if (identified) {
      for (Source source : finding.because()) {
        issue.withArray("implicated").addObject().put("reference", source.resource());
      }
    }
    issue.put(
        "detail",
        "%s; rule %s %s (%s)%s"
            .formatted(
                finding.urgency().word(),
                finding.rule(),
                finding.version(),
                String.join(", ", finding.rows()),
                finding.unconfirmed() ? "; rests on a fact that needs clinical confirmation" : ""));
    return JSON.writeValueAsString(issue);
  }

  /** The same for the same finding of the same patient by the same rules at the same time. */
  private String id(String patient, Finding finding) {
    String all = String.join("|", patient, finding.code(), finding.rule(), rules.release());
    return Sha256.of((all + "|" + at).getBytes(StandardCharsets.UTF_8)).substring(0, ID_LENGTH);
  }

  /** FHIR knows three degrees; the urgency itself is in the detail. */
  private static String severity(Finding finding) {
    return switch (finding.urgency()) {
      case EMERGENCY, URGENT -> "high";
      case SOON -> "moderate";
      case ROUTINE, INFO -> "low";
    };
  }
}
