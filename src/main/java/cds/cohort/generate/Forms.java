package cds.cohort.generate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The forms of a model: FHIR resources with gaps, by name. */
final class Forms {

  private static final String PATIENT = "Patient";
  private static final String TYPE = "resourceType";

  private final Map<String, JsonNode> forms = new LinkedHashMap<>();
  private final Map<String, Integer> types = new LinkedHashMap<>();
  private final Map<String, String> shared = new LinkedHashMap<>();
  private final Names names;
  private final Codes codes;

  /** Takes the values known so far, and the codes. */
  Forms(Names names, Codes codes) {
    this.names = names;
    this.codes = codes;
  }

  /** Reads the forms. */
  void read(JsonNode node, Place place) {
    for (Map.Entry<String, JsonNode> form : node.properties()) {
      String type = place.at(form.getKey()).text(form.getValue(), TYPE);
      types.putIfAbsent(type, types.size());
      forms.put(form.getKey(), form.getValue());
    }
  }

  /** The types of resources, by their number. */
  List<String> types() {
    return List.copyOf(types.keySet());
  }

  /** Notes a resource that all patients share, so that others can refer to it. */
  void share(String id, String form) {
    JsonNode content = forms.get(form);
    shared.put(id, (content == null ? "" : content.path(TYPE).asString("")) + "/" + id);
  }

  /** The reference to a resource that all patients share. */
  Optional<String> reference(String id, Place place) {
    if (!shared.containsKey(id)) {
      place.unknown("resource among 'shared'", id, shared.keySet());
    }
    return Optional.ofNullable(shared.get(id));
  }

  /**
   * Compiles a form.
   *
   * @param given what the line gives it, by name
   * @param id of a resource that all patients share; null for one of a patient
   * @param key by which the random numbers go that pick its codes
   */
  Template template(
      String form, Map<String, JsonNode> given, @Nullable String id, String key, Place place) {
    JsonNode content = forms.get(form);
    if (content == null) {
      place.unknown("form", form, forms.keySet());
      return new Template(0, false, 0, List.of());
    }
    String type = content.path(TYPE).asString("");
    boolean isPatient = type.equals(PATIENT);
    Pieces pieces = new Pieces().add("{\"resourceType\":\"" + type + "\",\"id\":\"");
    if (id != null) {
      pieces.add(id);
    } else {
      pieces.add(isPatient ? Scene::patientId : Scene::lineId);
    }
    pieces.add("\"");
    FormReader reader = new FormReader(given, pieces, names, codes, this);
    for (Map.Entry<String, JsonNode> member : content.properties()) {
      if (!member.getKey().equals(TYPE)) {
        pieces.add(",\"" + member.getKey() + "\":");
        reader.read(member.getValue(), place.at(form).at(member.getKey()));
      }
    }
    pieces.add("}");
    for (String name : given.keySet()) {
      if (!reader.used().contains(name)) {
        place.unknown("<" + name + "> in the form", form, reader.used());
      }
    }
    return new Template(
        types.getOrDefault(type, 0), isPatient, Dice.key("codes of " + key), pieces.all());
  }
}
