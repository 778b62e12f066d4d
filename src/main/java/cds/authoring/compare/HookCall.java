package cds.authoring.compare;

import cds.decide.CdsRequest;
import cds.decide.NotObtainable;
import cds.decide.OtherSubject;
import cds.fhir.OtherRelease;
import cds.fhir.PatientMismatch;
import java.time.Instant;

/**
 * A call as an EHR makes it.
 *
 * @param request the call
 * @param at the evaluation time
 */
record HookCall(CdsRequest request, Instant at) implements Call {

  @Override
  public String service() {
    return request.service();
  }

  @Override
  public String decision() {
    return "";
  }

  @Override
  public Answer answer(Side side) {
    try {
      return Answer.of(side.flow().decide(request, side.caller(), at));
    } catch (NotObtainable | PatientMismatch | OtherRelease | OtherSubject e) {
      // An EHR would get an error that names what to mend, from both releases alike.
      return Answer.NONE;
    }
  }
}
