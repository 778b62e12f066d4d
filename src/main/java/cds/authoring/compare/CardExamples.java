package cds.authoring.compare;

import cds.cards.DraftCard;
import cds.cdshooks.Card;
import cds.cdshooks.CdsResponse;
import cds.decide.Decision;
import cds.decide.NotObtainable;
import cds.decide.OtherSubject;
import cds.fhir.OtherRelease;
import cds.fhir.PatientMismatch;
import cds.knowledge.Finding;
import cds.knowledge.Rule;
import cds.knowledge.RuleFiles;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Cards that a rule makes, each as a made-up patient's clinician would see it. */
public final class CardExamples {

  private final Rule rule;
  private final Map<String, Example> found = new TreeMap<>();

  private CardExamples(Rule rule) {
    this.rule = rule;
  }

  /**
   * A card.
   *
   * @param code the finding it is an example of
   * @param patient id of the patient
   * @param service id of the service that shows it
   * @param leads whether its summary is of the finding; else it stands beside a more urgent one
   * @param card the card
   */
  public record Example(String code, String patient, String service, boolean leads, Card card) {}

  /**
   * For each finding of a rule the first card whose summary it gives, or else the first on which it
   * stands; none for a finding that none of the shipped patients has.
   *
   * @param files the texts of the release
   * @param rule one of its rules
   * @param label the label to decide by, unless the rule is a label itself
   * @throws cds.knowledge.RulesRejected with everything that is wrong in the release
   */
  public static List<Example> of(RuleFiles files, Rule rule, String label, ZoneId zone) {
    CardExamples examples = new CardExamples(rule);
    examples.look(Side.of(files, terms(files, rule, label, zone)), SyntheticPatients.shipped());
    return new ArrayList<>(examples.found.values());
  }

  private static Plan.Terms terms(RuleFiles files, Rule rule, String label, ZoneId zone) {
    boolean ownLabel = Policies.labels(files).contains(rule.name());
    boolean policy = rule.kind() == Rule.Kind.POLICY && !ownLabel;
    return new Plan.Terms(
        ownLabel ? rule.name() : label, policy ? List.of(rule.name()) : List.of(), zone);
  }

  private void look(Side side, Patients patients) {
    Set<String> wanted = new TreeSet<>(rule.findings().keySet());
    Iterator<PatientCalls> all = patients.calls(new Sides(side, side));
    while (!wanted.isEmpty() && all.hasNext()) {
      PatientCalls patient = all.next();
      for (Call call : patient.calls()) {
        if (call instanceof HookCall asked) {
          look(side, patient.patient(), asked, wanted);
        }
      }
    }
  }

  private void look(Side side, String patient, HookCall call, Set<String> wanted) {
    try {
      Decision decision = side.flow().decide(call.request(), side.caller(), call.at());
      CdsResponse response = decision.response();
      for (int i = 0; i < decision.cards().size(); i++) {
        DraftCard draft = decision.cards().get(i);
        Card card = response.cards().get(i);
        for (Finding finding : draft.findings()) {
          boolean leads = finding.equals(draft.leads());
          if (finding.rule().equals(rule.id()) && wanted.contains(finding.code())) {
            Example example = new Example(finding.code(), patient, call.service(), leads, card);
            found.merge(
                finding.code(), example, (one, other) -> one.leads() ? one : leads ? other : one);
            if (leads) {
              wanted.remove(finding.code());
            }
          }
        }
      }
    } catch (NotObtainable | PatientMismatch | OtherRelease | OtherSubject e) {
      // An EHR would get an error that names what to mend: no card.
    }
  }
}
