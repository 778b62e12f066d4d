package cds.oracle;

import cds.acceptance.Json;
import cds.chart.Chart;
import cds.decide.Program;
import cds.fhir.ChartReader;
import cds.fhir.Prefetch;
import cds.fhir.ReadInput;
import cds.knowledge.Evaluation;
import cds.knowledge.Finding;
import cds.knowledge.RuleSet;
import cds.record.Elements;
import cds.rules.Release;
import java.io.StringWriter;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A random patient, evaluated by the rules of this repository, and what is recorded of that.
 *
 * @param program what evaluated
 * @param evaluation what it said
 * @param content the record: release, label, data elements, findings
 */
public record RecordedPatient(Program program, Evaluation evaluation, ObjectNode content) {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final ChartReader READER = reader(Release.rules());

  /** The patient of a seed, shown to a service. */
  public static RecordedPatient of(long seed, String service) {
    RandomPatient patient = PatientGenerator.patient(seed);
    Program program = Release.flow(patient.label()).program();
    Evaluation evaluation = program.run(chart(patient, service));
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringProperty("id", "chain-" + seed);
      json.writeStringProperty("release", program.rules().release());
      json.writeStringProperty("label", program.label());
      Elements.write(json, program.rules(), evaluation);
      json.writeEndObject();
    }
    ObjectNode content = (ObjectNode) Json.read(text.toString());
    ArrayNode findings = content.putArray("findings");
    evaluation.verdicts().forEach(finding -> add(findings, finding, ""));
    evaluation.findings().forEach(finding -> add(findings, finding, ""));
    evaluation
        .orders()
        .forEach(of -> of.findings().forEach(f -> add(findings, f, of.order().reference())));
    return new RecordedPatient(program, evaluation, content);
  }

  private static void add(ArrayNode findings, Finding finding, String order) {
    ObjectNode node = findings.addObject();
    node.put("code", finding.code()).put("urgency", finding.urgency().word());
    if (finding.policy() != null) {
      node.put("policy", finding.policy());
    }
    if (!order.isEmpty()) {
      node.put("order", order);
    }
    finding.reasons().forEach(node.withArray("reasons")::add);
    finding.rows().forEach(node.withArray("rows")::add);
  }

  private static ChartReader reader(RuleSet rules) {
    return new ChartReader(rules.terminology(), rules.units(), rules.drugs(), rules.vocabulary());
  }

  private static Chart chart(RandomPatient patient, String service) {
    ObjectNode request = FhirWriter.request(patient, service);
    List<ObjectNode> orders = new ArrayList<>();
    request
        .path("context")
        .path("draftOrders")
        .path("entry")
        .forEach(entry -> orders.add((ObjectNode) entry.get("resource")));
    return READER.read(
        new ReadInput(
            FhirResources.PATIENT,
            Prefetch.of((ObjectNode) request.get("prefetch")),
            Release.rules().services().get(service).prefetch().keySet(),
            orders,
            false,
            patient.today().atTime(12, 0).toInstant(ZoneOffset.UTC),
            ZoneOffset.UTC));
  }
}
