package cds.fhir;

import java.util.Set;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestIntent;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What counts of a draft order. A draft is unfinished, and an order about which nothing is said
 * looks like one that is fine: so faults in members that decide nothing are passed over, and an
 * order that cannot be read still counts for the drug it names.
 */
final class DraftForm {

  private static final Set<String> NAMES_THE_DRUG =
      Set.of(
          "resourceType",
          "id",
          "status",
          "subject",
          "doNotPerform",
          "medicationCodeableConcept",
          "medicationReference",
          "contained",
          "code");

  private static final String STATUS = "status";
  private static final String INTENT = "intent";
  private static final String AUTHORED = "authoredOn";
  private static final String SUBJECT = "subject";

  private DraftForm() {}

  /**
   * The order without a status, intent or date that R4 does not have, and of the context's patient
   * when it names nobody.
   */
  static Entry of(Entry order, String patientId) {
    ObjectNode draft = order.resource().deepCopy();
    String status = draft.path(STATUS).asString("");
    if (!holds(() -> MedicationRequestStatus.fromCode(status))) {
      draft.remove(STATUS);
    }
    if (!holds(() -> MedicationRequestIntent.fromCode(draft.path(INTENT).asString("")))) {
      draft.remove(INTENT);
    }
    JsonNode authored = draft.path(AUTHORED);
    if (!holds(() -> new DateTimeType(authored.asString("")))) {
      draft.remove(AUTHORED);
    }
    JsonNode subject = draft.path(SUBJECT);
    if (subject.isMissingNode() || subject.isNull()) {
      draft.putObject(SUBJECT).put("reference", "Patient/" + patientId);
    }
    return Entry.of(order.fullUrl(), draft);
  }

  /** Only what names the drug; the dose is then unknown. */
  static Entry namingTheDrug(Entry draft) {
    ObjectNode bare = draft.resource().deepCopy();
    bare.retain(NAMES_THE_DRUG);
    return Entry.of(draft.fullUrl(), bare);
  }

  private static boolean holds(Runnable reading) {
    try {
      reading.run();
      return true;
    } catch (RuntimeException e) {
      // HAPI has several kinds of them for what is no such code or date.
      return false;
    }
  }
}
