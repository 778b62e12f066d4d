package cds.decide;

import cds.fhir.FhirTerms;
import cds.knowledge.CodeMap;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who asks, and on what terms: one entry of the client registry, as far as decisions depend on it.
 *
 * @param name name of the client
 * @param label the label whose doses it gets
 * @param policies policies evaluated beside the label
 * @param zone where its dates and ages are taken
 * @param languages languages it wants its cards in, the most wanted first
 * @param fhir which FHIR servers may be asked on its behalf
 * @param refusesOtherSubjects whether an order of another patient refuses the call (422) instead of
 *     being ignored and said
 * @param codeMap what its site says about its own codes
 * @param mutes findings it does not want to see for a while
 */
public record Caller(
    String name,
    String label,
    List<String> policies,
    ZoneId zone,
    List<String> languages,
    FhirTerms fhir,
    boolean refusesOtherSubjects,
    CodeMap codeMap,
    List<Mute> mutes) {

  /** Copies. */
  public Caller {
    mutes = List.copyOf(mutes);
    policies = List.copyOf(policies);
    languages = List.copyOf(languages);
  }

  /** The same caller, who wants its cards in these languages. */
  public Caller in(List<String> wanted) {
    return new Caller(
        name, label, policies, zone, wanted, fhir, refusesOtherSubjects, codeMap, mutes);
  }

  /** The same caller, who does not want to see some findings. */
  public Caller muting(List<Mute> some) {
    return new Caller(
        name, label, policies, zone, languages, fhir, refusesOtherSubjects, codeMap, some);
  }

  /** Codes of the findings it does not want to see on a day. */
  Set<String> mutedOn(LocalDate day) {
    return mutes.stream()
        .filter(mute -> mute.holdsOn(day))
        .map(Mute::finding)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** A client that mutes nothing. */
  public Caller(
      String name,
      String label,
      List<String> policies,
      ZoneId zone,
      List<String> languages,
      FhirTerms fhir,
      boolean refusesOtherSubjects,
      CodeMap codeMap) {
    this(name, label, policies, zone, languages, fhir, refusesOtherSubjects, codeMap, List.of());
  }

  /** A client whose site has no codes of its own. */
  public Caller(
      String name,
      String label,
      List<String> policies,
      ZoneId zone,
      List<String> languages,
      FhirTerms fhir,
      boolean refusesOtherSubjects) {
    this(name, label, policies, zone, languages, fhir, refusesOtherSubjects, CodeMap.NONE);
  }

  /** A client that has nothing of its own but its label, policies and zone. */
  public static Caller of(String name, String label, List<String> policies, ZoneId zone) {
    return new Caller(name, label, policies, zone, List.of(), FhirTerms.NONE, false);
  }
}
