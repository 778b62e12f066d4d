package cds.knowledge;

import cds.language.Sentence;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something the rules say about a patient.
 *
 * @param code code in our finding code system
 * @param urgency how soon someone must act
 * @param policy label or policy a verdict belongs to, or null
 * @param reasons reason codes of a verdict, in the order of its criteria
 * @param rule rule folder
 * @param version its version
 * @param rows keys of the rows that fired
 * @param because the resources that decided
 * @param told those of them that a sentence names: without what only sets the stage
 * @param evidence sources of the rows
 * @param missing what is missing for a verdict
 * @param unconfirmed whether a fact behind it is not confirmed from an official text
 */
public record Finding(
    String code,
    Urgency urgency,
    @Nullable String policy,
    List<String> reasons,
    String rule,
    String version,
    List<String> rows,
    Set<Source> because,
    Set<Source> told,
    List<Evidence> evidence,
    List<Lacking> missing,
    boolean unconfirmed) {

  /**
   * A data element that is missing.
   *
   * @param element name in the dictionary
   * @param says why, in plain words
   */
  public record Lacking(String element, Sentence says) {}
}
