package cds.fhir;

import cds.knowledge.Drugs.Coded;
import cds.knowledge.Terminology;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Codings as value-set ids. A coding without a system means nothing to anybody else, so it counts
 * as no coding.
 *
 * @param terminology the value sets
 */
record Codes(Terminology terminology) {

  /** The usable codings of some concepts. */
  static List<Coded> codings(Collection<Element> concepts) {
    List<Coded> codings = new ArrayList<>();
    concepts.forEach(concept -> addUsable(concept.all("coding"), codings));
    return codings;
  }

  /** The usable codings of one concept. */
  static List<Coded> codings(Element concept) {
    return usable(concept.all("coding"));
  }

  /** The usable ones of some codings. */
  static List<Coded> usable(List<Element> codings) {
    List<Coded> usable = new ArrayList<>();
    addUsable(codings, usable);
    return usable;
  }

  private static void addUsable(List<Element> codings, List<Coded> usable) {
    for (Element coding : codings) {
      String system = coding.text("system");
      String code = coding.text("code");
      Coded coded = system == null || code == null ? null : new Coded(system, code);
      if (coded != null && !usable.contains(coded)) {
        usable.add(coded);
      }
    }
  }

  /** Codes of one system among some concepts. */
  static Set<String> ofSystem(String system, Collection<Element> concepts) {
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
  static boolean saysSomething(Element concept) {
    return concept.has("text") || concept.has("coding");
  }

  /** Whether a concept says something in words and nothing in codes. */
  static boolean isTextOnly(Element concept) {
    return codings(concept).isEmpty()
        && (concept.has("text")
            || concept.all("coding").stream().anyMatch(coding -> coding.has("display")));
  }
}
