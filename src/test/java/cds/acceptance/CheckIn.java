package cds.acceptance;

import static cds.acceptance.Days.daysAgo;

import tools.jackson.databind.node.ObjectNode;

/** Answers of the check-in that are not simply yes. */
final class CheckIn {

  private CheckIn() {}

  /** Answers of yes, given so many days ago. */
  static Resource told(int days, String... linkIds) {
    return Fhir.checkIn(linkIds).on(daysAgo(days));
  }

  /** An answer of no, given some days ago. */
  static Resource denied(String linkId) {
    return answered(linkId, "valueBoolean", "false");
  }

  /** A date that was told. */
  static Resource dated(String linkId, String date) {
    return answered(linkId, "valueDate", "'" + date + "'");
  }

  /** A number that was told. */
  static Resource counted(String linkId, int number) {
    return answered(linkId, "valueInteger", Integer.toString(number));
  }

  /** One form with the answers of several. */
  static Resource together(Resource... forms) {
    Resource form = Fhir.checkIn();
    for (Resource other : forms) {
      other.json().path("item").forEach(item -> items(form, (ObjectNode) item));
    }
    return form;
  }

  private static void items(Resource form, ObjectNode item) {
    form.json().withArray("item").add(item);
  }

  private static Resource answered(String linkId, String member, String value) {
    return Fhir.checkIn()
        .with("item", "[{'linkId':'%s','answer':[{'%s':%s}]}]".formatted(linkId, member, value));
  }
}
