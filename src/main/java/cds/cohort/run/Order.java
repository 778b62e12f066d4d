package cds.cohort.run;

import cds.cohort.Identity;
import cds.decide.Caller;
import cds.knowledge.RuleFiles;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to know of a population.
 *
 * @param id its own
 * @param owner who began it, and alone sees what comes of it
 * @param begun when
 * @param population name of the population
 * @param input its folder
 * @param output folder of the results
 * @param makeUp the population to make up first, if it is not there; null when it is a real export
 * @param rules which rules, in words
 * @param files the rules
 * @param caller on whose terms
 * @param asOf the day to judge by, at noon where the caller takes days
 * @param identity how patients are named in the results
 */
public record Order(
    String id,
    String owner,
    Instant begun,
    String population,
    Path input,
    Path output,
    @Nullable MakeUp makeUp,
    String rules,
    RuleFiles files,
    Caller caller,
    LocalDate asOf,
    Identity identity) {

  /**
   * A population to make up.
   *
   * @param patients how many
   * @param seed another one gives other patients
   */
  public record MakeUp(int patients, long seed) {}
}
