package cds.fhir;

import cds.knowledge.Drugs.Coded;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.Medication.MedicationIngredientComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/**
 * Finds every coding of a drug: its concept, or the contained or referenced Medication with its
 * ingredients.
 */
record MedicationCodings(MedicationIndex index) {

  /** Medications that refer to each other as ingredients come to an end here. */
  private static final int DEPTH = 3;

  /**
   * The codings.
   *
   * @param medication {@code medication[x]}, or null
   * @param contained contained resources it may refer to
   */
  List<Coded> of(@Nullable Type medication, List<Resource> contained) {
    Set<Coded> codings = new LinkedHashSet<>(Codes.codings(concepts(medication, contained)));
    return List.copyOf(codings);
  }

  /** All that is said of the drug in words; empty when nothing is. */
  String words(@Nullable Type medication, List<Resource> contained) {
    Stream<String> own =
        medication instanceof Reference reference
            ? Stream.ofNullable(reference.getDisplay())
            : Stream.empty();
    Stream<String> others =
        concepts(medication, contained).stream()
            .flatMap(
                concept ->
                    Stream.concat(
                        Stream.ofNullable(concept.getText()),
                        concept.getCoding().stream()
                            .flatMap(coding -> Stream.ofNullable(coding.getDisplay()))));
    return Stream.concat(own, others).collect(Collectors.joining("\n"));
  }

  private List<CodeableConcept> concepts(@Nullable Type medication, List<Resource> contained) {
    List<CodeableConcept> concepts = new ArrayList<>();
    collect(medication, contained, concepts, 0);
    return concepts;
  }

  /** Whether it is a reference to a Medication that did not come along. */
  boolean isUnresolved(@Nullable Type medication, List<Resource> contained) {
    return medication instanceof Reference reference
        && reference.hasReference()
        && resolve(reference.getReference(), contained).isEmpty();
  }

  private void collect(
      @Nullable Type item, List<Resource> contained, List<CodeableConcept> concepts, int depth) {
    if (item instanceof CodeableConcept concept) {
      concepts.add(concept);
    } else if (item instanceof Reference reference && reference.hasReference() && depth < DEPTH) {
      Optional<Medication> found = resolve(reference.getReference(), contained);
      if (found.isPresent()) {
        Medication medication = found.get();
        concepts.add(medication.getCode());
        for (MedicationIngredientComponent ingredient : medication.getIngredient()) {
          List<Resource> inside =
              medication.getContained().isEmpty() ? contained : medication.getContained();
          collect(ingredient.getItem(), inside, concepts, depth + 1);
        }
      }
    }
  }

  private Optional<Medication> resolve(String reference, List<Resource> contained) {
    if (!reference.startsWith("#")) {
      return index.resolve(reference);
    }
    return contained.stream()
        .filter(Medication.class::isInstance)
        .map(Medication.class::cast)
        .filter(medication -> reference.equals("#" + bare(medication.getIdElement().getIdPart())))
        .findFirst();
  }

  private static String bare(@Nullable String id) {
    return id == null ? "" : id.startsWith("#") ? id.substring(1) : id;
  }
}
