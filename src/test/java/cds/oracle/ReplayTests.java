package cds.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import cds.acceptance.Flow;
import cds.acceptance.Json;
import cds.chart.Chart;
import cds.decide.Program;
import cds.fhir.ChartReader;
import cds.fhir.ReadInput;
import cds.knowledge.DataElement;
import cds.knowledge.DataValue;
import cds.knowledge.Evaluation;
import cds.knowledge.Finding;
import cds.knowledge.RuleSet;
import cds.knowledge.Situation;
import cds.knowledge.Source;
import cds.record.Elements;
import cds.rules.Release;
import java.io.StringWriter;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is recorded of a patient is enough to decide again: the same findings and verdicts, from the
 * same rows and resources.
 */
class ReplayTests {

  private static final int PATIENTS = Integer.getInteger("replay.charts", 500);
  private static final JsonMapper JSON = JsonMapper.shared();

  private final ChartReader reader = reader(Release.rules());

  @Test
  void theRecordedElementsGiveTheSameFindingsAndVerdicts() {
    List<String> different = new ArrayList<>();
    Set<String> codes = new TreeSet<>();
    Set<DataElement.Type> types = EnumSet.noneOf(DataElement.Type.class);
    int orders = 0;

    for (long seed = 0; seed < PATIENTS; seed++) {
      RandomPatient patient = PatientGenerator.patient(seed);
      Flow flow = Release.flow(patient.label());
      Program program = flow.program();
      for (String service : List.of("dupilumab-monitoring", "dupilumab-order-sign")) {
        Evaluation original = program.run(chart(patient, service));
        JsonNode record = record(program.rules(), original);
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
    Program program = Release.flow("us-label").program();
    Evaluation original = program.run(chart(PatientGenerator.patient(1), "dupilumab-monitoring"));
    ObjectNode record = (ObjectNode) record(program.rules(), original);
    record.putArray("elements");

    Program.Replayed replayed = program.replay(Elements.read(record, program.rules()));

    assertThat(replayed.evaluation().verdicts().get(0).code()).isEqualTo("INSUFFICIENT_DATA");
    assertThat(replayed.taken()).extracting(DataElement::name).contains("weight_kg", "age_months");
  }

  @Test
  void noTextIsRecorded() {
    Program program = Release.flow("us-label").program();
    for (long seed = 0; seed < 100; seed++) {
      Evaluation evaluation =
          program.run(chart(PatientGenerator.patient(seed), "dupilumab-monitoring"));
      for (JsonNode entry : record(program.rules(), evaluation).path("elements")) {
        DataElement element = program.rules().element(entry.get("element").stringValue());
        assertThat(element.type()).isNotEqualTo(DataElement.Type.TEXT);
        assertThat(entry.has("value")).isNotEqualTo(entry.has("missing"));
      }
    }
  }

  private static ChartReader reader(RuleSet rules) {
    return new ChartReader(rules.terminology(), rules.units(), rules.drugs(), rules.vocabulary());
  }

  private Chart chart(RandomPatient patient, String service) {
    ObjectNode request = FhirWriter.request(patient, service);
    List<ObjectNode> orders = new ArrayList<>();
    request
        .path("context")
        .path("draftOrders")
        .path("entry")
        .forEach(entry -> orders.add((ObjectNode) entry.get("resource")));
    return reader.read(
        new ReadInput(
            FhirResources.PATIENT,
            (ObjectNode) request.get("prefetch"),
            Release.rules().services().get(service).prefetch().keySet(),
            orders,
            false,
            patient.today().atTime(12, 0).toInstant(ZoneOffset.UTC),
            ZoneOffset.UTC));
  }

  private static JsonNode record(RuleSet rules, Evaluation evaluation) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      Elements.write(json, rules, evaluation);
      json.writeEndObject();
    }
    return Json.read(text.toString());
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
    return sources.stream().map(Source::resource).distinct().sorted().toList().toString();
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
