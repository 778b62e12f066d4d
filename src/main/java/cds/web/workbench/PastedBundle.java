package cds.web.workbench;

import cds.authoring.patient.FhirJson;
import cds.cdshooks.CdsService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A FHIR Bundle of one patient, pasted in the place of a request. */
final class PastedBundle {

  private static final JsonMapper JSON = JsonMapper.shared();

  private PastedBundle() {}

  /**
   * The request that brings what is in the Bundle; any other text as it is. A kind of data that the
   * Bundle holds nothing of is not known: it may be of one kind only.
   *
   * @param service the service that is asked; null when there is none
   */
  static String request(String text, @Nullable CdsService service) {
    JsonNode pasted;
    try {
      pasted = JSON.readTree(text);
    } catch (JacksonException e) {
      // Who reads the request says what is wrong with it.
      return text;
    }
    if (service == null || !pasted.path("resourceType").asString("").equals("Bundle")) {
      return text;
    }
    ObjectNode request = JSON.createObjectNode();
    request.put("hook", service.hook());
    request.put("hookInstance", "00000000-0000-4000-8000-000000000000");
    ObjectNode context = request.putObject("context");
    context.put("userId", "Practitioner/workbench");
    ObjectNode prefetch = request.putObject("prefetch");
    for (Map.Entry<String, String> wanted : service.prefetch().entrySet()) {
      String type = wanted.getValue().split("[?/]", 2)[0];
      if (type.equals("Patient")) {
        for (JsonNode entry : pasted.path("entry")) {
          if (entry.at("/resource/resourceType").asString("").equals(type)) {
            prefetch.set(wanted.getKey(), entry.path("resource"));
            context.put("patientId", entry.at("/resource/id").asString(""));
          }
        }
      } else {
        prefetch.set(wanted.getKey(), searchset(pasted, type));
      }
    }
    return request.toString();
  }

  private static ObjectNode searchset(JsonNode pasted, String type) {
    List<ObjectNode> resources = new ArrayList<>();
    for (JsonNode entry : pasted.path("entry")) {
      if (entry.path("resource") instanceof ObjectNode resource
          && resource.path("resourceType").asString("").equals(type)) {
        resources.add(resource);
      }
    }
    return resources.isEmpty()
        ? FhirJson.unknown("not in the Bundle")
        : FhirJson.bundle("searchset", resources);
  }
}
