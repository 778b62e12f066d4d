package cds.web.services;

import cds.cdshooks.CdsService;
import cds.decide.CdsRequest;
import cds.fhir.Prefetch;
import cds.fhir.RequestBody;
import cds.web.wire.Refusal;
import cds.web.wire.WireJson;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the envelope of a service call (CDS Hooks 2.0.1, "Calling a CDS Service"). Members it does
 * not know are ignored: clients add their own, and some still send those of version 1.0.
 */
final class RequestReader {

  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /** Wider than a FHIR id, but nothing that would change the meaning of a URL it is put into. */
  private static final Pattern ID = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._~-]{1,128}");

  /** Hooks of the library 1.0.1: only these are repeated to the client, never a text of its own. */
  private static final Set<String> LIBRARY =
      Set.of(
          "allergyintolerance-create",
          "appointment-book",
          "encounter-discharge",
          "encounter-start",
          "medication-prescribe",
          "medication-refill",
          "order-dispatch",
          "order-review",
          "order-select",
          "order-sign",
          "patient-view",
          "problem-list-item-create");

  private static final Set<String> USERS =
      Set.of("Practitioner", "PractitionerRole", "Patient", "RelatedPerson");
  private static final Set<String> NOT_CLINICIANS = Set.of("Patient", "RelatedPerson");
  private static final String PATIENT = "Patient/";
  private static final String PREFETCH = "prefetch";

  private RequestReader() {}

  /**
   * Reads a call of a service.
   *
   * @throws Refusal 400 with a sentence that names the member to mend
   */
  static CdsRequest read(CdsService service, byte[] body) {
    RequestBody read = WireJson.request(body);
    ObjectNode request = read.envelope();
    checkHook(service, request);
    String hookInstance = text(request, "hookInstance", "hookInstance");
    if (!UUID.matcher(hookInstance).matches()) {
      throw Refusal.malformed(
          "value", "hookInstance must be a UUID as RFC 4122 writes it (8-4-4-4-12 hex digits).");
    }
    ObjectNode context = object(request, "context", "context");
    checkOrders(service.hook(), context);
    return new CdsRequest(
        service.id(),
        service.hook(),
        hookInstance,
        userId(context),
        patientId(context),
        context,
        prefetch(read),
        FhirAccessReader.read(request),
        sha256(body));
  }

  /** Whether the user is the patient or a relative, to whom these services do not speak. */
  static boolean isNotClinician(CdsRequest request) {
    String userId = request.userId();
    int slash = userId == null ? -1 : userId.indexOf('/');
    return userId != null && slash > 0 && NOT_CLINICIANS.contains(userId.substring(0, slash));
  }

  private static void checkHook(CdsService service, ObjectNode request) {
    String hook = text(request, "hook", "hook");
    if (!hook.equals(service.hook())) {
      String called = LIBRARY.contains(hook) ? "'" + hook + "'" : "another hook";
      throw Refusal.malformed(
          "value",
          "Service '%s' answers hook '%s', but the request is for %s."
              .formatted(service.id(), service.hook(), called));
    }
  }

  private static void checkOrders(String hook, ObjectNode context) {
    if (hook.equals("order-select")) {
      JsonNode selections = present(context, "selections");
      if (selections == null) {
        throw Refusal.malformed("required", "context.selections is required for order-select.");
      }
      boolean texts = selections.isArray() && selections.valueStream().allMatch(JsonNode::isString);
      if (!texts) {
        throw Refusal.malformed(
            "structure", "context.selections must be an array of texts such as Type/id.");
      }
    }
    if (hook.equals("order-select") || hook.equals("order-sign")) {
      checkBundle(context, "draftOrders");
    }
    if (hook.equals("medication-refill")) {
      checkBundle(context, "medications");
    }
  }

  /** Orders that are not found in it would be passed over in silence. */
  private static void checkBundle(ObjectNode context, String member) {
    ObjectNode bundle = object(context, member, "context." + member);
    JsonNode type = present(bundle, "resourceType");
    JsonNode entries = present(bundle, "entry");
    if ((type != null && !type.asString("").equals("Bundle"))
        || (entries != null && !entries.isArray())) {
      throw Refusal.malformed(
          "structure", "context." + member + " must be a FHIR Bundle, its entry an array.");
    }
  }

  /** Required by most hooks, yet many clients leave it out, and no answer depends on who asks. */
  private static @Nullable String userId(ObjectNode context) {
    if (present(context, "userId") == null) {
      return null;
    }
    String userId = text(context, "userId", "context.userId");
    String[] parts = userId.split("/", -1);
    if (parts.length == 1) {
      return userId;
    }
    String type = parts[parts.length - 2];
    String id = parts[parts.length - 1];
    if (!USERS.contains(type) || id.isBlank()) {
      throw Refusal.malformed(
          "value",
          "context.userId must be Type/id, with type Practitioner, PractitionerRole, Patient or"
              + " RelatedPerson.");
    }
    return type + "/" + id;
  }

  private static String patientId(ObjectNode context) {
    String sent = text(context, "patientId", "context.patientId");
    String id = sent.startsWith(PATIENT) ? sent.substring(PATIENT.length()) : sent;
    if (!ID.matcher(id).matches()) {
      throw Refusal.malformed(
          "value", "context.patientId must be the logical id of a Patient, without a URL.");
    }
    return id;
  }

  private static Prefetch prefetch(RequestBody read) {
    if (present(read.envelope(), PREFETCH) != null) {
      object(read.envelope(), PREFETCH, PREFETCH);
    }
    return read.prefetch();
  }

  static String text(ObjectNode parent, String member, String name) {
    JsonNode node = required(parent, member, name);
    if (!node.isString() || node.stringValue().isBlank()) {
      throw Refusal.malformed("structure", name + " must be a text that is not empty.");
    }
    return node.stringValue();
  }

  static ObjectNode object(ObjectNode parent, String member, String name) {
    if (required(parent, member, name) instanceof ObjectNode object) {
      return object;
    }
    throw Refusal.malformed("structure", name + " must be an object.");
  }

  private static JsonNode required(ObjectNode parent, String member, String name) {
    JsonNode node = present(parent, member);
    if (node == null) {
      throw Refusal.malformed("required", name + " is required.");
    }
    return node;
  }

  static @Nullable JsonNode present(ObjectNode parent, String member) {
    JsonNode node = parent.get(member);
    return node == null || node.isNull() ? null : node;
  }

  private static String sha256(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
