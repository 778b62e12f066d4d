package cds.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import cds.decide.Program;
import cds.decide.Recorded;
import cds.knowledge.DataElement;
import cds.knowledge.DataValue;
import cds.knowledge.Evaluation;
import cds.knowledge.Finding;
import cds.knowledge.RuleSet;
import cds.knowledge.Situation;
import cds.knowledge.Source;
import cds.record.Elements;
import cds.rules.Release;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is recorded of a patient is enough to decide again: the same findings and verdicts, from the
 * same rows and resources.
 */
class ReplayTests {

  private static final int PATIENTS = Integer.getInteger("replay.charts", 500);

  @Test
  void theRecordedElementsGiveTheSameFindingsAndVerdicts() {
    List<String> different = new ArrayList<>();
    Set<String> codes = new TreeSet<>();
    Set<DataElement.Type> types = EnumSet.noneOf(DataElement.Type.class);
    int orders = 0;

    for (long seed = 0; seed < PATIENTS; seed++) {
      for (String service : List.of("dupilumab-monitoring", "dupilumab-order-sign")) {
        RecordedPatient patient = RecordedPatient.of(seed, service);
        Program program = patient.program();
        Evaluation original = patient.evaluation();
        JsonNode record = patient.content();
        Evaluation replayed = program.replay(Elements.read(record, program.rules())).evaluation();

        if (!said(replayed).equals(said(original))) {
          different.add(seed + " " + service + ": " + said(replayed) + " for " + said(original));
        }
        for (String name : differing(program.rules(), original.situation(), replayed.situation())) {
          different.add(seed + " " + name);
        }
        said(original).forEach(words -> codes.add(words.split(" ")[0]));
        known(program.rules(), original).forEach(types::add);
        orders += original.orders().size();
      }
    }

    assertThat(different).isEmpty();
    assertThat(codes).as("codes that occurred").hasSizeGreaterThan(50);
    assertThat(types)
        .contains(EnumSet.allOf(DataElement.Type.class).toArray(DataElement.Type[]::new));
    assertThat(orders).isGreaterThan(PATIENTS / 10);
  }

  @Test
  void whatIsNotOnRecordIsMissing() {
    RecordedPatient patient = RecordedPatient.of(1, "dupilumab-monitoring");
    Program program = patient.program();
    ObjectNode record = patient.content();
    record.putArray("elements");
    record.putArray("no");

    Program.Replayed replayed = program.replay(Elements.read(record, program.rules()));

    assertThat(replayed.evaluation().verdicts().get(0).code()).isEqualTo("INSUFFICIENT_DATA");
    assertThat(replayed.taken()).extracting(DataElement::name).contains("weight_kg", "age_months");
  }

  @Test
  void whatIsJustNoMayStandAmongTheElementsAsItDidInOlderRecords() {
    RecordedPatient patient = RecordedPatient.of(1, "dupilumab-monitoring");
    RuleSet rules = patient.program().rules();
    ObjectNode record = patient.content();
    Recorded listed = Elements.read(record, rules);

    JsonNode no = record.remove("no");
    assertThat(no).hasSizeGreaterThan(50);
    for (JsonNode name : no) {
      record.withArray("elements").addObject().set("element", name).put("value", "no");
    }

    assertThat(Elements.read(record, rules).elements())
        .containsExactlyInAnyOrderEntriesOf(listed.elements());
  }

  @Test
  void noTextIsRecorded() {
    RuleSet rules = Release.rules();
    for (long seed = 0; seed < 100; seed++) {
      RecordedPatient patient = RecordedPatient.of(seed, "dupilumab-monitoring");
      for (JsonNode entry : patient.content().path("elements")) {
        DataElement element = rules.element(entry.get("element").stringValue());
        assertThat(element.type()).isNotEqualTo(DataElement.Type.TEXT);
        assertThat(entry.has("value")).isNotEqualTo(entry.has("missing"));
      }
    }
  }

  /** Everything a finding says but its sentences. */
  private static List<String> said(Evaluation evaluation) {
    return Stream.of(
            evaluation.findings().stream().map(f -> said("", f)),
            evaluation.verdicts().stream().map(f -> said("", f)),
            evaluation.orders().stream()
                .flatMap(o -> o.findings().stream().map(f -> said(o.order().reference(), f))))
        .flatMap(some -> some)
        .toList();
  }

  private static String said(String order, Finding finding) {
    return String.join(
        " ",
        finding.code(),
        finding.urgency().word(),
        String.valueOf(finding.policy()),
        finding.reasons().toString(),
        finding.rule(),
        finding.rows().toString(),
        resources(finding.because()),
        finding.missing().stream().map(Finding.Lacking::element).toList().toString(),
        order);
  }

  private static String resources(Set<Source> sources) {
    return sources.stream()
        .map(source -> source.resource().replaceFirst("^Patient/.*", "Patient"))
        .distinct()
        .sorted()
        .toList()
        .toString();
  }

  /** Elements that have another value now, texts aside. */
  private static List<String> differing(RuleSet rules, Situation original, Situation replayed) {
    return rules.elements().values().stream()
        .filter(element -> element.type() != DataElement.Type.TEXT)
        .filter(element -> !value(original.get(element)).equals(value(replayed.get(element))))
        .map(
            element ->
                element.name()
                    + ": "
                    + value(replayed.get(element))
                    + " for "
                    + value(original.get(element)))
        .toList();
  }

  private static String value(DataValue value) {
    return value instanceof DataValue.Known known
        ? known.value() + " on " + known.date()
        : ((DataValue.None) value).reason().word();
  }

  private static Set<DataElement.Type> known(RuleSet rules, Evaluation evaluation) {
    Set<DataElement.Type> types = EnumSet.noneOf(DataElement.Type.class);
    List<Situation> situations = new ArrayList<>(List.of(evaluation.situation()));
    evaluation.orders().forEach(order -> situations.add(order.situation()));
    for (Situation situation : situations) {
      rules.elements().values().stream()
          .filter(element -> situation.get(element) instanceof DataValue.Known)
          .forEach(element -> types.add(element.type()));
    }
    return types;
  }
}
