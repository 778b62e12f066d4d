package cds.authoring.compare;

import cds.knowledge.RulesRejected;
import tools.jackson.databind.JsonNode;

/**
 * A call of the past, answered again from what is on record. Sentences are not on record.
 *
 * @param content the record of its decision
 */
record RecordedCall(JsonNode content) implements Call {

  @Override
  public String service() {
    return content.path("service").asString("");
  }

  @Override
  public String decision() {
    return content.path("id").asString("");
  }

  @Override
  public Answer answer(Side side) {
    try {
      return Answer.of(side.replayer().cards(content));
    } catch (RulesRejected e) {
      // The release does not have the label of the decision.
      return Answer.NONE;
    }
  }
}
