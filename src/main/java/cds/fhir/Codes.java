package cds.fhir;

import cds.knowledge.Drugs.Coded;
import cds.knowledge.Terminology;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;

/**
 * Codings as value-set ids. A coding without a system means nothing to anybody else, so it counts
 * as no coding.
 *
 * @param terminology the value sets
 */
record Codes(Terminology terminology) {

  /** The usable codings of some concepts. */
  static List<Coded> codings(Collection<CodeableConcept> concepts) {
    return concepts.stream()
        .flatMap(concept -> concept.getCoding().stream())
        .filter(coding -> coding.hasSystem() && coding.hasCode())
        .map(coding -> new Coded(coding.getSystem(), coding.getCode()))
        .distinct()
        .toList();
  }

  /** The usable codings of one concept. */
  static List<Coded> codings(CodeableConcept concept) {
    return codings(List.of(concept));
  }

  /** Codes of one system among some concepts. */
  static Set<String> ofSystem(String system, Collection<CodeableConcept> concepts) {
    Set<String> codes = new LinkedHashSet<>();
    for (Coded coding : codings(concepts)) {
      if (coding.system().equals(system)) {
        codes.add(coding.code());
      }
    }
    return codes;
  }

  /** Value sets that hold one of the codings. */
  Set<String> holding(Collection<Coded> codings) {
    Set<String> ids = new LinkedHashSet<>();
    codings.forEach(coding -> ids.addAll(terminology.holding(coding.system(), coding.code())));
    return ids;
  }

  /** Whether none of the codings is of a code system we know anything of. */
  boolean isForeign(Collection<Coded> codings) {
    return codings.stream().noneMatch(coding -> terminology.knows(coding.system()));
  }

  /** Whether a concept says anything at all. */
  static boolean saysSomething(CodeableConcept concept) {
    return concept.hasText() || concept.hasCoding();
  }

  /** Whether a concept says something in words and nothing in codes. */
  static boolean isTextOnly(CodeableConcept concept) {
    return codings(concept).isEmpty()
        && (concept.hasText() || concept.getCoding().stream().anyMatch(Coding::hasDisplay));
  }
}
