package cds.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cds.acceptance.Flow;
import cds.knowledge.Problem;
import cds.knowledge.RuleFiles;
import cds.knowledge.RulesRejected;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One fault at a time in the real rules: none may load, and each message must lead an author to the
 * place and to what is allowed there.
 */
class PlantedFaultsTests {

  static final String DOSE = "rules/dosing/us-label/dose.csv";
  private static final String STATE = "rules/dosing/suggestion/state.csv";
  private static final String REVIEW = "rules/baseline/vaccines/review.csv";
  private static final String CHECKS = "rules/severity/plausibility/checks.csv";

  /** A fault: a text in a file, what to put in its place, and what the message must say. */
  record Fault(String name, String file, String old, String planted, List<String> says) {

    Map<String, String> plant() {
      Map<String, String> texts = new TreeMap<>(Release.texts());
      assertThat(texts.get(file)).as("the text to spoil in " + file).contains(old);
      texts.put(file, texts.get(file).replace(old, planted));
      return texts;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static Fault fault(String name, String file, String old, String planted, String... says) {
    return new Fault(name, file, old, planted, List.of(says));
  }

  static Stream<Fault> faults() {
    return Stream.of(
        fault(
            "a gap",
            DOSE,
            "[72..216),[30..60)",
            "[72..216),(30..60)",
            DOSE,
            "gap: no row for age_months 72, weight_kg 30"),
        fault(
            "an overlap",
            DOSE,
            "[6..72),[15..30)",
            "[6..72),[15..30]",
            DOSE,
            "overlap",
            "6-months-to-5-years-15-to-30-kg and 6-months-to-5-years-from-30-kg",
            "weight_kg 30"),
        fault(
            "a row nobody reaches",
            DOSE,
            "adults,[216..),any",
            "nobody,[216..),(700..),not-in-label,none,none,none,none,none,uspi-2-3,confirmed\n"
                + "adults,[216..),any",
            DOSE,
            "row nobody",
            "no patient can reach this row"),
        fault(
            "a blank cell",
            DOSE,
            "[72..216),[15..30)",
            "[72..216),",
            DOSE,
            "row 6-to-17-years-15-to-30-kg",
            "column weight_kg [kg]",
            "the cell is blank; write any if everything is meant, missing if no value is meant"),
        fault(
            "a blank output",
            DOSE,
            "400@1,200,2",
            "400@1,,2",
            DOSE,
            "row 6-to-17-years-30-to-60-kg",
            "column >maintenance_mg [mg]",
            "the cell is blank; write none if there is no value"),
        fault(
            "an unknown column",
            DOSE,
            "weight_kg [kg]",
            "weigth_kg [kg]",
            DOSE,
            "column weigth_kg [kg]",
            "unknown column 'weigth_kg'",
            "did you mean 'weight_kg'?"),
        fault(
            "a wrong unit in a header",
            DOSE,
            "weight_kg [kg]",
            "weight_kg [g]",
            DOSE,
            "column weight_kg [g]",
            "wrong unit",
            "the dictionary has weight_kg in [kg]"),
        fault(
            "no unit in a header",
            DOSE,
            "weight_kg [kg]",
            "weight_kg",
            DOSE,
            "column weight_kg",
            "wrong unit",
            "in [kg]"),
        fault(
            "a unit in a cell",
            DOSE,
            "[6..72),[..5)",
            "[6..72),< 5 kg",
            DOSE,
            "row 6-months-to-5-years-under-5-kg",
            "'< 5 kg' is no number in kg; allowed: [15..30), >= 3",
            "decimal point, no unit"),
        fault(
            "a decimal comma",
            DOSE,
            "[6..72),[5..15)",
            "[6..72),\"[5..14,9)\"",
            DOSE,
            "row 6-months-to-5-years-5-to-15-kg",
            "column weight_kg [kg]",
            "14,9",
            "decimal point"),
        fault(
            "an empty interval",
            DOSE,
            "[72..216),[15..30)",
            "[72..216),[30..15)",
            DOSE,
            "row 6-to-17-years-15-to-30-kg",
            "'[30..15)' holds no number"),
        fault(
            "a part of a month",
            DOSE,
            "[6..72),[..5)",
            "[6.5..72),[..5)",
            DOSE,
            "row 6-months-to-5-years-under-5-kg",
            "'6.5': age_months takes whole numbers only"),
        fault(
            "a dose without its day",
            DOSE,
            "400@1",
            "400",
            DOSE,
            "row 6-to-17-years-30-to-60-kg",
            "column >loading",
            "'400' is no dose; allowed: mg@day, as in 300@1 300@15"),
        fault(
            "a cell too many",
            DOSE,
            "adults,[216..),any,",
            "adults,[216..),any,any,",
            DOSE,
            "row adults",
            "cells; the header has"),
        fault(
            "a misspelt value in a cell",
            STATE,
            "weight-missing,ELIGIBLE,weight-missing,",
            "weight-missing,ELIGIBEL,weight-missing,",
            STATE,
            "row weight-missing",
            "column label_verdict",
            "'ELIGIBEL' is no value of label_verdict",
            "allowed: ELIGIBLE, NOT_ELIGIBLE, INSUFFICIENT_DATA",
            "did you mean 'ELIGIBLE'?"),
        fault(
            "a misspelt value in an output",
            DOSE,
            "missing,weight-missing",
            "missing,wieght-missing",
            DOSE,
            "row child-without-weight",
            "column >dose_state",
            "'wieght-missing' is no value of dose_state",
            "did you mean 'weight-missing'?"),
        fault(
            "a misspelt finding",
            STATE,
            "DOSE_NOT_IN_LABEL",
            "DOSE_NOT_IN_LABLE",
            STATE,
            "row not-in-label",
            "column >finding",
            "'DOSE_NOT_IN_LABLE' is no known finding",
            "did you mean 'DOSE_NOT_IN_LABEL'?"),
        fault(
            "a misspelt urgency",
            REVIEW,
            ",info,",
            ",inof,",
            REVIEW,
            "column >urgency",
            "'inof' is no known urgency",
            "did you mean 'info'?"),
        fault(
            "a misspelt reason of a criterion",
            "rules/eligibility/us-label/age.csv",
            "AGE_BELOW_6_MONTHS",
            "AGE_BELOW_SIX_MONTHS",
            "rules/eligibility/us-label/age.csv",
            "row under-6-months",
            "column >reason",
            "'AGE_BELOW_SIX_MONTHS' is no known reason",
            "did you mean 'AGE_BELOW_6_MONTHS'?"),
        fault(
            "a misspelt reason for missing",
            "rules/eligibility/us-label/severity.csv",
            "missing:stale",
            "missing:stael",
            "rules/eligibility/us-label/severity.csv",
            "'stael' is no reason for missing",
            "did you mean 'stale'?"),
        fault(
            "an unknown parameter in a cell",
            "rules/severity/bands/scorad.csv",
            "{severe_scorad}",
            "{sever_scorad}",
            "rules/severity/bands/scorad.csv",
            "sever_scorad"),
        fault(
            "a row id twice",
            DOSE,
            "adults,",
            "under-6-months,",
            DOSE,
            "row under-6-months",
            "the row id stands here twice"),
        fault(
            "no source",
            DOSE,
            "adults,[216..),any,defined,600@1,300,2,none,none,uspi-2-3,",
            "adults,[216..),any,defined,600@1,300,2,none,none,,",
            DOSE,
            "row adults",
            "column source",
            "'' is no source"),
        fault(
            "a misspelt source",
            DOSE,
            "adults,[216..),any,defined,600@1,300,2,none,none,uspi-2-3,",
            "adults,[216..),any,defined,600@1,300,2,none,none,uspi-2-33,",
            DOSE,
            "'uspi-2-33' is no source",
            "did you mean 'uspi-2-3'?"),
        fault(
            "a misspelt confidence",
            REVIEW,
            "proposal",
            "proposel",
            REVIEW,
            "'proposel' is no confidence",
            "did you mean 'proposal'?"),
        fault(
            "the sources' column left out",
            REVIEW,
            ",source,",
            ",sauce,",
            REVIEW,
            "column source: the column is missing"),
        fault(
            "an unknown placeholder in a text",
            "rules/dosing/suggestion/rule.yaml",
            "{interval_weeks}",
            "{interval_week}",
            "rules/dosing/suggestion/rule.yaml",
            "interval_week",
            "interval_weeks"),
        fault(
            "a finding without a text",
            "rules/monitoring/hiv/rule.yaml",
            "HIV_REVIEW:",
            "DOSE_LATE:",
            "rules/monitoring/hiv/hiv.csv",
            "row present",
            "HIV_REVIEW has no text in any rule.yaml"),
        fault(
            "a cycle of derivations",
            "rules/dictionary/elements/weight.yaml",
            "at: weight_kg_newest",
            "at: dose_weight_plausible",
            "rules/dosing/weight/plausibility.csv, row dosing/weight/plausibility: cycle: ",
            "reads age_months_at_weight reads dosing/weight/plausibility"),
        fault(
            "a key twice in a YAML file",
            "rules/dictionary/elements/weight.yaml",
            "weight_max_age_days: {",
            "weight_kg: {type: number, unit: kg, kind: newest, of: body-weight}\n"
                + "weight_max_age_days: {",
            "rules/dictionary/elements/weight.yaml",
            "uplicate",
            "weight_kg"),
        fault(
            "an unknown value set in the dictionary",
            "rules/dictionary/elements/disease.yaml",
            "of: asthma}",
            "of: astma}",
            "rules/dictionary/elements/disease.yaml",
            "row asthma",
            "column of",
            "astma",
            "did you mean 'asthma'?"),
        fault(
            "an unknown derivation kind",
            "rules/dictionary/elements/disease.yaml",
            "kind: any-allergy",
            "kind: any-allergie",
            "row allergy_to_drug",
            "column kind",
            "'any-allergie' is no derivation kind",
            "did you mean 'any-allergy'?"),
        fault(
            "an unknown argument of a derivation",
            "rules/dictionary/elements/disease.yaml",
            "kind: any-allergy, of:",
            "kind: any-allergy, off:",
            "row allergy_to_drug",
            "off"),
        fault(
            "an unknown unit in the dictionary",
            "rules/dictionary/elements/weight.yaml",
            "weight_low_limit:\n  {type: number, unit: kg",
            "weight_low_limit:\n  {type: number, unit: kgg",
            "row weight_low_limit",
            "column unit",
            "unknown unit 'kgg'",
            "did you mean 'kg'?"),
        fault(
            "an unknown drug class",
            "rules/dictionary/elements/treatment.yaml",
            "classes: other-biologic}",
            "classes: other-biologics}",
            "row other_biologic",
            "other-biologics",
            "did you mean 'other-biologic'?"),
        fault(
            "a case of an unknown table",
            "rules/dosing/weight/cases.yaml",
            "table: max-age,",
            "table: max-aeg,",
            "rules/dosing/weight/cases.yaml",
            "no table 'max-aeg' in this folder",
            "did you mean 'max-age'?"),
        fault(
            "a case with a misspelt input",
            "rules/dosing/weight/cases.yaml",
            "age_months: 71",
            "age_month: 71",
            "rules/dosing/weight/cases.yaml",
            "the table has no input 'age_month'",
            "age_months"),
        fault(
            "a case with a wrong value among several",
            "rules/dosing/weight/cases.yaml",
            "weight_against_low: above, weight_against_high: above}",
            "weight_against_low: below | abvoe, weight_against_high: above}",
            "rules/dosing/weight/cases.yaml",
            "'abvoe' is no value of weight_against_low",
            "did you mean 'above'?"),
        fault(
            "a case with one value twice",
            "rules/dosing/weight/cases.yaml",
            "weight_against_low: above, weight_against_high: above}",
            "weight_against_low: above | above, weight_against_high: above}",
            "rules/dosing/weight/cases.yaml",
            "'above' stands there twice"),
        fault(
            "a case of too many situations",
            "rules/dosing/weight/cases.yaml",
            "age_months: 71}",
            "age_months: "
                + IntStream.rangeClosed(0, 200)
                    .mapToObj(String::valueOf)
                    .collect(Collectors.joining(" | "))
                + "}",
            "rules/dosing/weight/cases.yaml",
            "201 situations in one case; at most 200"),
        fault(
            "a table that no rule names",
            "rules/dosing/weight/rule.yaml",
            "  max-age: {}\n",
            "",
            "rules/dosing/weight/max-age.csv",
            "the table is not named under 'tables' of rules/dosing/weight/rule.yaml"),
        fault(
            "an unknown hit policy",
            "rules/severity/data/rule.yaml",
            "hit: collect",
            "hit: first",
            "rules/severity/data/rule.yaml",
            "'first' is no hit policy; known: unique, collect, highest"),
        fault(
            "a criterion without a table",
            "rules/eligibility/us-label/rule.yaml",
            "criteria: {all: [age,",
            "criteria: {all: [aeg,",
            "rules/eligibility/us-label/rule.yaml",
            "column criteria",
            "no table 'aeg'",
            "did you mean 'eligibility/us-label/age'?"),
        fault(
            "an unknown kind of data in a prefetch",
            "rules/services.yaml",
            "required: [patient, observations, conditions]",
            "required: [patient, observation, conditions]",
            "rules/services.yaml",
            "no kind of data 'observation'",
            "did you mean 'observations'?"),
        fault(
            "a parameter without a date",
            "rules/dictionary/parameters.yaml",
            "jump_days: {value: 7, unit: d, since: 2026-11-21",
            "jump_days: {value: 7, unit: d, since: soon",
            "rules/dictionary/parameters.yaml",
            "row jump_days",
            "must be a date like"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void noFaultLoadsAndItsMessageLeadsTheAuthorToThePlace(Fault fault) {
    RulesRejected rejected = rejection(fault.plant(), "us-label", List.of());

    assertThat(rejected).as(fault.name() + " was loaded").isNotNull();
    assertThat(rejected.problems().stream().map(Problem::toString))
        .as(fault.name())
        .anySatisfy(problem -> assertThat(problem).contains(fault.says().toArray(String[]::new)));
    assertThat(rejected).hasMessageContaining("problem(s) in the rules; nothing was loaded");
  }

  /** An author who made several mistakes sees them all at once. */
  @Test
  void severalFaultsAreToldTogether() {
    Map<String, String> texts = Release.texts();
    texts.put(DOSE, texts.get(DOSE).replace("[15..30)", "").replace("adults", "under-6-months"));
    texts.put(REVIEW, texts.get(REVIEW).replace(",info,", ",inof,"));

    assertThat(rejection(texts, "us-label", List.of()).problems()).hasSizeGreaterThanOrEqualTo(4);
  }

  @Test
  void anUnknownLabelOrPolicyIsRefusedWithTheKnownOnes() {
    assertThat(rejection(Release.texts(), "us-lable", List.of()))
        .hasMessageContaining("did you mean 'us-label'?");
    assertThat(rejection(Release.texts(), "us-label", List.of("nice")))
        .hasMessageContaining("'nice' is no policy");
  }

  /** What was planted is the reason: the rules as they are load. */
  @Test
  void withoutAFaultTheRulesLoad() {
    List<String> refused = new ArrayList<>();
    for (String label : List.of("us-label", "eu-label")) {
      RulesRejected rejected = rejection(Release.texts(), label, List.of());
      if (rejected != null) {
        refused.add(rejected.getMessage());
      }
    }
    assertThat(refused).isEmpty();
    assertThat(faults().map(Fault::name)).doesNotHaveDuplicates().hasSizeGreaterThan(35);
  }

  private static RulesRejected rejection(
      Map<String, String> texts, String label, List<String> policies) {
    return catchThrowableOfType(
        RulesRejected.class, () -> Flow.load(new RuleFiles(texts), label, policies));
  }
}
