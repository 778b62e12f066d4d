package cds.fhir;

import cds.knowledge.Drugs.Coded;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds every coding of a drug: its concept, or the contained or referenced Medication with its
 * ingredients.
 */
record MedicationCodings(MedicationIndex index) {

  /** Medications that refer to each other as ingredients come to an end here. */
  private static final int DEPTH = 3;

  private static final String REFERENCE = "Reference";

  /**
   * The codings.
   *
   * @param medication {@code medication[x]}
   * @param contained contained resources it may refer to
   */
  List<Coded> of(Element medication, List<Element> contained) {
    Set<Coded> codings = new LinkedHashSet<>(Codes.codings(concepts(medication, contained)));
    return List.copyOf(codings);
  }

  /** All that is said of the drug in words; empty when nothing is. */
  String words(Element medication, List<Element> contained) {
    Stream<String> own =
        medication.is(REFERENCE) ? Stream.ofNullable(medication.text("display")) : Stream.empty();
    Stream<String> others =
        concepts(medication, contained).stream()
            .flatMap(
                concept ->
                    Stream.concat(
                        Stream.ofNullable(concept.text("text")),
                        concept.all("coding").stream()
                            .flatMap(coding -> Stream.ofNullable(coding.text("display")))));
    return Stream.concat(own, others).collect(Collectors.joining("\n"));
  }

  private List<Element> concepts(Element medication, List<Element> contained) {
    List<Element> concepts = new ArrayList<>();
    collect(medication, contained, concepts, 0);
    return concepts;
  }

  /** Whether it is a reference to a Medication that did not come along. */
  boolean isUnresolved(Element medication, List<Element> contained) {
    return medication.is(REFERENCE)
        && medication.has("reference")
        && resolve(medication.get("reference").textOrEmpty(), contained).isEmpty();
  }

  private void collect(Element item, List<Element> contained, List<Element> concepts, int depth) {
    if (item.is("CodeableConcept")) {
      concepts.add(item);
    } else if (item.is(REFERENCE) && item.has("reference") && depth < DEPTH) {
      Optional<Element> found = resolve(item.get("reference").textOrEmpty(), contained);
      if (found.isPresent()) {
        Element medication = found.get();
        concepts.add(medication.get("code"));
        List<Element> own = medication.all("contained");
        for (Element ingredient : medication.all("ingredient")) {
          collect(ingredient.get("item"), own.isEmpty() ? contained : own, concepts, depth + 1);
        }
      }
    }
  }

  private Optional<Element> resolve(String reference, List<Element> contained) {
    if (!reference.startsWith("#")) {
      return index.resolve(reference);
    }
    return contained.stream()
        .filter(resource -> resource.is("Medication"))
        .filter(medication -> reference.equals("#" + bare(medication.get("id").textOrEmpty())))
        .findFirst();
  }

  /** HAPI puts the type before an id, and servers a hash. */
  private static String bare(String id) {
    String last = id.substring(id.lastIndexOf('/') + 1);
    return last.startsWith("#") ? last.substring(1) : last;
  }
}
