package cds.knowledge;

import cds.knowledge.SiteScore.Target;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks a code map against a release: scores, scales, units and ranges. */
final class CodeMapCheck {

  private final CodeMap map;
  private final RuleSet rules;
  private final Problems problems;
  private final Map<String, Target> targets;

  CodeMapCheck(CodeMap map, RuleSet rules, Problems problems) {
    this.map = map;
    this.rules = rules;
    this.problems = problems;
    this.targets = map.codes().isEmpty() ? Map.of() : targets(rules);
  }

  /** The codes of the map that could be understood. */
  List<SiteScore> scores() {
    List<SiteScore> scores = new ArrayList<>();
    for (SiteCode code : map.codes()) {
      Target target = targets.get(code.score());
      if (target == null) {
        problem(
            code,
            "score",
            "no score '" + code.score() + "'" + Problems.nearest(code.score(), targets.keySet()));
        continue;
      }
      checkScale(code, target);
      checkOthersMeaning(code, target);
      Units.Conversion conversion = conversion(code, target);
      if (conversion != null) {
        SiteScore score = new SiteScore(code, target, conversion, rules.units());
        checkNumbers(score);
        CodeMapCases.run(map.file(), score, problems);
        scores.add(score);
      }
    }
    return scores;
  }

  /** Instruments, and the measurements of which derivations take the newest number. */
  static Map<String, Target> targets(RuleSet rules) {
    Map<String, Target> targets = new LinkedHashMap<>();
    for (Instrument instrument : rules.instruments().values()) {
      Set<String> held =
          new LinkedHashSet<>(
              rules.terminology().holding(rules.vocabulary().severitySystem(), instrument.code()));
      held.add(instrument.valueSet());
      targets.put(
          instrument.code(),
          new Target(
              instrument.code(),
              instrument.title(),
              instrument.valueSet(),
              Set.copyOf(held),
              instrument.unit(),
              instrument.unitRequired(),
              instrument.range(),
              instrument.step(),
              true));
    }
    for (DataElement element : rules.elements().values()) {
      String of = element.args().path("of").asString("");
      if (element.kind().equals("newest")
          && element.unit() != null
          && element.domain() != null
          && rules.terminology().valueSet(of).isPresent()) {
        targets.putIfAbsent(
            of,
            new Target(
                of,
                element.label(),
                of,
                Set.of(of),
                element.unit(),
                true,
                element.domain(),
                null,
                false));
      }
    }
    return targets;
  }

  private void checkScale(SiteCode code, Target target) {
    if (code.scale().equals(target.scale())) {
      return;
    }
    List<String> others =
        targets.values().stream()
            .filter(other -> !code.scale().isEmpty() && other.scale().equals(code.scale()))
            .map(Target::code)
            .toList();
    problem(
        code,
        "scale",
        target.instrument()
            ? "'%s' is not the scale of %s, which is %s%s"
                .formatted(
                    code.scale(),
                    target.code(),
                    target.scale(),
                    others.isEmpty()
                        ? ""
                        : "; scores of " + code.scale() + ": " + String.join(", ", others))
            : target.code() + " is a measurement without a scale; leave it out");
  }

  /** What everybody knows by this code must be what the site says. */
  private void checkOthersMeaning(SiteCode code, Target target) {
    Set<String> held = rules.terminology().holding(code.system(), code.code());
    if (held.contains(target.valueSet())) {
      return;
    }
    if (!held.isEmpty()) {
      problem(
          code,
          "code",
          code.name() + " already means something else here: " + String.join(", ", held));
    } else if (rules.terminology().knows(code.system())) {
      problem(
          code,
          "system",
          code.system()
              + " is a code system whose codes mean the same at every site; a code map is for the"
              + " site's own. A code that is missing belongs into a value set");
    }
  }

  private Units.@Nullable Conversion conversion(SiteCode code, Target target) {
    String unit = code.unit().isEmpty() && !target.unitRequired() ? target.unit() : code.unit();
    Units.Conversion conversion = rules.units().conversion(unit, null).orElse(null);
    if (conversion != null && conversion.unit().equals(target.unit())) {
      return conversion;
    }
    List<String> spellings = rules.units().spellings(target.unit());
    problem(
        code,
        "unit",
        (unit.isEmpty() ? "must be given" : "'" + unit + "' is no unit of " + target.code())
            + "; allowed: "
            + String.join(", ", spellings)
            + (unit.isEmpty() ? "" : Problems.nearest(unit, spellings)));
    return null;
  }

  /** Both ends of a range and every answer must be values that the score can have. */
  private void checkNumbers(SiteScore score) {
    SiteCode code = score.code();
    Range range = code.range();
    if (range != null && range.low() != null && range.high() != null) {
      for (BigDecimal end : List.of(range.low(), range.high())) {
        if (!score.target().range().holds(score.scored(end))) {
          problem(
              code,
              "range",
              "%s becomes %s, and %s goes from %s"
                  .formatted(
                      end.toPlainString(),
                      score.scored(end).toPlainString(),
                      score.target().code(),
                      words(score.target().range())));
        }
      }
    }
    code.answers()
        .forEach(
            (answer, number) -> {
              if (!score.target().holds(number)) {
                problem(
                    code,
                    "answers",
                    "'%s' becomes %s, and %s has values from %s%s"
                        .formatted(
                            answer,
                            number.toPlainString(),
                            score.target().code(),
                            words(score.target().range()),
                            score.target().step() == null
                                ? ""
                                : " in steps of " + score.target().step().toPlainString()));
              }
            });
  }

  private static String words(Range range) {
    return (range.low() == null ? "any" : range.low().toPlainString())
        + " to "
        + (range.high() == null ? "any" : range.high().toPlainString());
  }

  private void problem(SiteCode code, String key, String message) {
    problems.add(map.file(), code.code(), key, message);
  }
}
