package cds.decide;

import cds.cdshooks.CdsService;
import cds.fhir.OtherRelease;
import cds.fhir.PatientMismatch;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the edges ask for: which services there are, and what one of them answers. */
public interface Decisions {

  /**
   * The rules that decide.
   *
   * @param hash SHA-256 of their texts, as cards name it
   * @param rules how many rule folders there are
   * @param tables how many decision tables they hold
   */
  record Release(String hash, int rules, int tables) {}

  /** The release that is in force. */
  Release release();

  /** The tag of the language in which a caller is answered: the first it wants that there is. */
  String language(Caller caller);

  /** The discovery entries for a caller, in order. */
  List<CdsService> services(Caller caller);

  /** The hook of a service by its id, whoever may call it. */
  Optional<String> hook(String service);

  /**
   * Answers one service call.
   *
   * @param request a call whose envelope has been checked
   * @param caller who asks; one of those the rules were compiled for
   * @param at the evaluation time; the only "now" below this method
   * @throws NotObtainable when required data is neither in the request nor to be fetched
   * @throws PatientMismatch when the prefetched patient is not the one of the context
   * @throws OtherRelease when none of the context's orders is a resource of FHIR R4
   * @throws OtherSubject when something else is of another patient, and the caller wants that
   *     refused
   */
  Decision decide(CdsRequest request, Caller caller, Instant at)
      throws NotObtainable, PatientMismatch, OtherRelease, OtherSubject;
}
