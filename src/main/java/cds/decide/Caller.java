package cds.decide;

import cds.fhir.FhirTerms;
import cds.knowledge.CodeMap;
import cds.knowledge.Problems;
import cds.knowledge.RuleSet;
import cds.knowledge.SiteCodes;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /** What each caller's own codes mean, by the hash of its code map. */
  static Map<String, SiteCodes> siteCodes(List<Caller> callers, RuleSet rules, Problems problems) {
    Map<String, SiteCodes> siteCodes = new LinkedHashMap<>();
    for (Caller caller : callers) {
      siteCodes.computeIfAbsent(
          caller.codeMap().sha256(), hash -> SiteCodes.of(caller.codeMap(), rules, problems));
    }
    return siteCodes;
  }

  /** Codes of the findings it does not want to see on a day. */
  Set<String> mutedOn(LocalDate day) {
    return mutes.stream()
        .filter(mute -> mute.holdsOn(day))
        .map(Mute::finding)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** A client that has nothing of its own but its label, policies and zone. */
  public static Caller of(String name, String label, List<String> policies, ZoneId zone) {
    return new Caller(
        name, label, policies, zone, List.of(), FhirTerms.NONE, false, CodeMap.NONE, List.of());
  }
}
