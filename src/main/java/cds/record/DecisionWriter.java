package cds.record;

import cds.cards.DraftCard;
import cds.cdshooks.Card;
import cds.chart.Chart;
import cds.chart.DataKind;
import cds.chart.Unused;
import cds.decide.CdsRequest;
import cds.decide.Decision;
import cds.knowledge.Evaluation;
import cds.knowledge.Finding;
import cds.knowledge.Source;
import cds.language.Language;
import java.io.ByteArrayOutputStream;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the content of a decision's link: who asked, what was known, what was found, what was
 * shown. No name, no free text of a client; the patient and the user are keyed hashes. Empty
 * members are left out.
 */
final class DecisionWriter {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int USUAL_SIZE = 16_384;

  private final String replica;
  private final String engine;
  private final KeyRing keys;

  /**
   * Takes who writes.
   *
   * @param replica name of this replica
   * @param engine version of this software
   */
  DecisionWriter(String replica, String engine, KeyRing keys) {
    this.replica = replica;
    this.engine = engine;
    this.keys = keys;
  }

  /** The members of the content, without braces; without a decision only what was asked. */
  byte[] members(CallFacts call, @Nullable Decision decision) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_SIZE);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      writeCall(json, call);
      if (decision != null) {
        writeTerms(json, call, decision);
        writeData(json, decision.chart());
        Elements.write(json, decision.rules(), decision.evaluation());
        writeFindings(json, decision);
        writeCards(json, decision);
        texts(json, "muted", decision.muted());
      }
      json.writeEndObject();
    }
    byte[] object = bytes.toByteArray();
    return Arrays.copyOfRange(object, 1, object.length - 1);
  }

  private void writeCall(JsonGenerator json, CallFacts call) {
    CdsRequest request = call.request();
    json.writeStringProperty("at", call.at().truncatedTo(ChronoUnit.MICROS).toString());
    json.writeStringProperty("replica", replica);
    json.writeStringProperty("client", call.caller().name());
    text(json, "tenant", call.tenant());
    json.writeStringProperty("service", request.service());
    json.writeStringProperty("hook", request.hook());
    json.writeStringProperty("hookInstance", request.hookInstance());
    somebody(json, "patient", call.caller().name(), request.patientId());
    if (request.userId() != null) {
      somebody(json, "user", call.caller().name(), request.userId());
    }
    json.writeObjectPropertyStart("request");
    json.writeStringProperty("sha256", request.bodySha256());
    json.writeNumberProperty("bytes", call.bytes());
    json.writeEndObject();
    if (call.answer().length > 0) {
      json.writeObjectPropertyStart("response");
      json.writeStringProperty("sha256", Sha256.of(call.answer()));
      json.writeNumberProperty("bytes", call.answer().length);
      json.writeEndObject();
    }
    json.writeStringProperty("outcome", call.outcome().word());
    json.writeNumberProperty("micros", call.micros());
  }

  private void somebody(JsonGenerator json, String member, String client, String id) {
    KeyRing.Hashed hashed = keys.hash(client, id);
    json.writeObjectPropertyStart(member);
    json.writeStringProperty("key", hashed.key());
    json.writeStringProperty("hash", hashed.hash());
    json.writeEndObject();
  }

  private void writeTerms(JsonGenerator json, CallFacts call, Decision decision) {
    json.writeStringProperty("release", decision.rules().release());
    json.writeStringProperty("engine", engine);
    json.writeStringProperty("label", call.caller().label());
    texts(json, "policies", call.caller().policies());
    json.writeStringProperty("zone", call.caller().zone().getId());
    json.writeStringProperty("language", decision.language());
    json.writeStringProperty("evaluatedAt", decision.at().toString());
  }

  private static void writeData(JsonGenerator json, Chart chart) {
    json.writeObjectPropertyStart("completeness");
    for (DataKind kind : DataKind.values()) {
      if (kind == DataKind.PATIENT || chart.asked().contains(kind)) {
        json.writeStringProperty(
            kind.key(), chart.completeness(kind).name().toLowerCase(Locale.ROOT));
      }
    }
    json.writeEndObject();
    Map<Unused, Integer> counts = new LinkedHashMap<>();
    chart
        .unused()
        .forEach(u -> counts.merge(new Unused(u.kind(), u.reason(), null), 1, Integer::sum));
    if (!counts.isEmpty()) {
      json.writeArrayPropertyStart("unused");
      counts.forEach(
          (unused, count) -> {
            json.writeStartObject();
            json.writeStringProperty("kind", unused.kind().key());
            json.writeStringProperty("reason", unused.reason().code());
            json.writeNumberProperty("count", count);
            json.writeEndObject();
          });
      json.writeEndArray();
    }
  }

  /** Everything that was found, shown or not. */
  private static void writeFindings(JsonGenerator json, Decision decision) {
    Evaluation evaluation = decision.evaluation();
    Language language = decision.rules().languages().english();
    json.writeArrayPropertyStart("findings");
    evaluation.verdicts().forEach(verdict -> write(json, verdict, null, language));
    evaluation.findings().forEach(finding -> write(json, finding, null, language));
    for (Evaluation.OfOrder order : evaluation.orders()) {
      order.findings().forEach(f -> write(json, f, order.order().reference(), language));
    }
    json.writeEndArray();
  }

  private static void write(
      JsonGenerator json, Finding finding, @Nullable String order, Language language) {
    json.writeStartObject();
    name(json, finding);
    texts(json, "rows", finding.rows());
    texts(json, "reasons", finding.reasons());
    text(json, "order", order);
    if (!finding.because().isEmpty()) {
      json.writeArrayPropertyStart("because");
      for (Source source : finding.because()) {
        json.writeStartObject();
        json.writeStringProperty("resource", Elements.resource(source));
        json.writeStringProperty("says", source.says().in(language));
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    if (!finding.missing().isEmpty()) {
      json.writeArrayPropertyStart("missing");
      for (Finding.Lacking lacking : finding.missing()) {
        json.writeStartObject();
        json.writeStringProperty("element", lacking.element());
        json.writeStringProperty("says", lacking.says().in(language));
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    if (finding.unconfirmed()) {
      json.writeBooleanProperty("unconfirmed", true);
    }
    json.writeEndObject();
  }

  private static void name(JsonGenerator json, Finding finding) {
    json.writeStringProperty("code", finding.code());
    json.writeStringProperty("urgency", finding.urgency().word());
    text(json, "policy", finding.policy());
    json.writeStringProperty("rule", finding.rule());
    json.writeStringProperty("version", finding.version());
  }

  /** The cards as they were shown, without the orders they proposed: those repeat the client's. */
  private static void writeCards(JsonGenerator json, Decision decision) {
    json.writeArrayPropertyStart("cards");
    for (int i = 0; i < decision.cards().size(); i++) {
      write(json, decision.response().cards().get(i), decision.cards().get(i));
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, Card card, DraftCard draft) {
    json.writeStartObject();
    json.writeStringProperty("uuid", card.uuid());
    json.writeStringProperty("indicator", card.indicator());
    json.writeStringProperty("summary", card.summary());
    text(json, "detail", card.detail());
    json.writeStringProperty("source", card.source().label());
    if (!card.suggestions().isEmpty()) {
      json.writeArrayPropertyStart("suggestions");
      for (Card.Suggestion suggestion : card.suggestions()) {
        json.writeStartObject();
        json.writeStringProperty("uuid", suggestion.uuid());
        json.writeStringProperty("label", suggestion.label());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    json.writeArrayPropertyStart("findings");
    for (Finding finding : draft.findings()) {
      json.writeStartObject();
      name(json, finding);
      if (finding.equals(draft.leads())) {
        json.writeBooleanProperty("leads", true);
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void text(JsonGenerator json, String member, @Nullable String text) {
    if (text != null && !text.isEmpty()) {
      json.writeStringProperty(member, text);
    }
  }

  private static void texts(JsonGenerator json, String member, List<String> texts) {
    if (!texts.isEmpty()) {
      json.writeArrayPropertyStart(member);
      texts.forEach(json::writeString);
      json.writeEndArray();
    }
  }
}
