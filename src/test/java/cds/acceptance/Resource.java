package cds.acceptance;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A FHIR resource under construction; dates, statuses and odd members are set in any order. */
public final class Resource {

  private final String name;
  private final String dateMember;
  private final ObjectNode json;

  /**
   * Takes what every resource of the kind has.
   *
   * @param name basis of its id
   * @param dateMember the member that {@link #on} sets
   * @param json its members, without id
   */
  Resource(String name, String dateMember, ObjectNode json) {
    this.name = name;
    this.dateMember = dateMember;
    this.json = json;
  }

  /** Basis of its id. */
  public String name() {
    return name;
  }

  String type() {
    return json.get("resourceType").stringValue();
  }

  /** Its members. */
  public ObjectNode json() {
    return json;
  }

  /** Dates it. */
  public Resource on(String date) {
    json.put(dateMember, date);
    return this;
  }

  /** Gives it a period, open when the end is empty. */
  public Resource from(String start, String end) {
    ObjectNode period = json.putObject("effectivePeriod");
    period.put("start", start);
    if (!end.isEmpty()) {
      period.put("end", end);
    }
    return this;
  }

  /** Sets its status. */
  public Resource status(String status) {
    json.put("status", status);
    return this;
  }

  /** Names another id than the usual one. */
  public Resource id(String id) {
    json.put("id", id);
    return this;
  }

  /** Adds or replaces a member; single quotes stand for double ones. */
  public Resource with(String member, String text) {
    json.set(member, Json.read(text.replace('\'', '"')));
    return this;
  }

  /** Takes a member away. */
  public Resource without(String member) {
    json.remove(member);
    return this;
  }

  /** Gives a statement or order an outcome of our vocabulary. */
  public Resource outcome(String code) {
    JsonNode concept = Fhir.concept(Fhir.OUTCOMES, code);
    if (type().equals("MedicationStatement")) {
      json.putArray("statusReason").add(concept);
    } else {
      json.set("statusReason", concept);
    }
    return this;
  }
}
