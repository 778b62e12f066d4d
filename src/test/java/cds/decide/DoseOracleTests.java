package cds.decide;

import static org.assertj.core.api.Assertions.assertThat;

import cds.engine.Hits;
import cds.engine.TableEngine;
import cds.knowledge.DataElement;
import cds.knowledge.DataValue;
import cds.knowledge.Missing;
import cds.knowledge.Rule;
import cds.knowledge.RuleSet;
import cds.knowledge.Situation;
import cds.knowledge.Table;
import cds.rules.Release;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every age and weight: the engine on the dosing tables against the labels written by hand. */
@Execution(ExecutionMode.CONCURRENT)
class DoseOracleTests {

  private static final int OLDEST_MONTHS = 1300;

  @ParameterizedTest
  @ValueSource(strings = {"us-label", "eu-label"})
  void everyAgeAndWeightAgreesWithTheLabel(String label) {
    Doses doses = new Doses(label);
    List<BigDecimal> weights = weights();
    assertThat(weights).hasSizeGreaterThan(300).contains(new BigDecimal("29.9"));
    Set<LabelOracle> answers = new HashSet<>();
    List<String> different = new ArrayList<>();

    for (int months = 0; months <= OLDEST_MONTHS; months++) {
      for (BigDecimal kg : weights) {
        LabelOracle expected = oracle(label, months, kg);
        answers.add(expected);
        LabelOracle given = doses.at(months, DataValue.of(kg, List.of()));
        if (!given.equals(expected)) {
          different.add(months + " months, " + kg + " kg: " + given + " for " + expected);
        }
      }
    }

    assertThat(different).isEmpty();
    assertThat(answers).as("kinds of answers seen").hasSize(6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"us-label", "eu-label"})
  void aMissingWeightGivesNoDoseUnder18WhateverTheReason(String label) {
    Doses doses = new Doses(label);
    for (int months = 0; months <= OLDEST_MONTHS; months++) {
      for (Missing reason : Missing.values()) {
        assertThat(doses.at(months, DataValue.none(reason)))
            .as("%d months, weight %s", months, reason)
            .isEqualTo(oracle(label, months, null));
      }
    }
  }

  /** The grid must hold both sides of each line in steps of 0.1 kg. */
  @Test
  void theGridTouchesEveryLineFromBothSides() {
    assertThat(weights())
        .contains(
            new BigDecimal("4.9"),
            new BigDecimal("5.0"),
            new BigDecimal("14.9"),
            new BigDecimal("15.0"),
            new BigDecimal("59.9"),
            new BigDecimal("60.0"),
            new BigDecimal("200.0"));
  }

  private static LabelOracle oracle(String label, int months, @Nullable BigDecimal kg) {
    return label.equals("us-label") ? LabelOracle.us(months, kg) : LabelOracle.eu(months, kg);
  }

  /** 0.1 kg steps within 1.5 kg of every line, 1 kg steps elsewhere, 1 to 200 kg. */
  private static List<BigDecimal> weights() {
    Set<BigDecimal> weights = new TreeSet<>();
    for (int line : List.of(5, 15, 30, 60)) {
      for (int tenths = -15; tenths <= 15; tenths++) {
        weights.add(BigDecimal.valueOf(line * 10L + tenths, 1));
      }
    }
    for (int kg = 1; kg <= 200; kg++) {
      weights.add(BigDecimal.valueOf(kg * 10L, 1));
    }
    return List.copyOf(weights);
  }

  /** The dose table of one label in the real engine, with age and weight set. */
  private static final class Doses {

    private final RuleSet rules = Release.rules();
    private final Rule rule;
    private final Table table;
    private final TableEngine engine;
    private final DataElement age = rules.element("age_months");
    private final DataElement weight = rules.element("weight_kg");

    Doses(String label) {
      rule = rules.rule("dosing/" + label).orElseThrow();
      table = Release.table("dosing/" + label + "/dose");
      engine = TableEngine.compile(List.of(table));
    }

    LabelOracle at(int months, DataValue kg) {
      Situation situation = rules.situation();
      situation.set(age, DataValue.of(BigDecimal.valueOf(months), List.of()));
      situation.set(weight, kg);
      Hits.of(rule, table, engine.fire(situation), situation).write(situation);
      return new LabelOracle(
          Objects.requireNonNull(text(situation, "dose_state")),
          text(situation, "loading"),
          text(situation, "maintenance_mg"),
          text(situation, "interval_weeks"));
    }

    private @Nullable String text(Situation situation, String element) {
      return situation.get(rules.element(element)) instanceof DataValue.Known known
          ? known.value().toString()
          : null;
    }
  }
}
