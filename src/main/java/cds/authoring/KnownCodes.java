package cds.authoring;

import cds.knowledge.Problem;
import cds.knowledge.Terminology;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The codes that came with the software, each verified with its display before it was released.
 * Authors put these into value sets; a code that nobody verified cannot be released.
 *
 * @param concepts the codes
 */
public record KnownCodes(Set<Terminology.Concept> concepts) {

  /** The codes of the value sets that came with the software. */
  public static KnownCodes of(Terminology packed) {
    return new KnownCodes(
        packed.named().values().stream()
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** What is wrong with codes that are named and were never verified. */
  List<Problem> problems(Terminology drafted) {
    List<Problem> problems = new ArrayList<>();
    drafted
        .named()
        .forEach(
            (valueSet, named) ->
                named.stream()
                    .filter(concept -> !concepts.contains(concept))
                    .map(concept -> problem(valueSet, concept))
                    .forEach(problems::add));
    return problems;
  }

  private static Problem problem(String valueSet, Terminology.Concept concept) {
    return new Problem(
        "fhir-profiles/valuesets/" + valueSet + ".json",
        concept.code(),
        "",
        "'%s' of %s is no code that was verified under this display; take one that stands in a value"
                .formatted(concept.display(), concept.system())
            + " set of the software, letter by letter");
  }
}
