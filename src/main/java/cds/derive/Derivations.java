package cds.derive;

import cds.knowledge.DataElement;
import cds.knowledge.DataValue;
import cds.knowledge.Missing;
import cds.knowledge.Problems;
import cds.knowledge.Range;
import cds.knowledge.RuleSet;
import cds.language.Phrase;
import cds.language.Sentence;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Every data element's derivation, compiled from the dictionary. */
public final class Derivations {

  private static final Map<String, Function<Args, Derivation>> KINDS = new LinkedHashMap<>();

  static {
    PatientKinds.register(KINDS);
    ObservationKinds.register(KINDS);
    ScoreKinds.register(KINDS);
    ScoreRunKinds.register(KINDS);
    ConditionKinds.register(KINDS);
    MedicationKinds.register(KINDS);
    UseKinds.register(KINDS);
    TrialKinds.register(KINDS);
    AnswerKinds.register(KINDS);
    LogicKinds.register(KINDS);
    NumberKinds.register(KINDS);
    TableKinds.register(KINDS);
    OrderKinds.register(KINDS);
    OrderDoseKinds.register(KINDS);
  }

  private final Map<DataElement, Compiled> compiled;

  /**
   * A compiled derivation.
   *
   * @param derivation how the value is derived
   * @param inputs names of the elements it reads
   */
  public record Compiled(Derivation derivation, Set<String> inputs) {}

  private Derivations(Map<DataElement, Compiled> compiled) {
    this.compiled = compiled;
  }

  /** Compiles every element that no table or policy gives; mistakes are problems. */
  public static Derivations compile(RuleSet rules, Problems problems) {
    Map<DataElement, Compiled> compiled = new LinkedHashMap<>();
    for (DataElement element : rules.elements().values()) {
      if (element.kind().equals("table") || element.kind().equals("verdict")) {
        continue;
      }
      Function<Args, Derivation> kind = KINDS.get(element.kind());
      if (kind == null) {
        problems.add(
            element.file(),
            element.name(),
            "kind",
            "'"
                + element.kind()
                + "' is no derivation kind"
                + Problems.nearest(element.kind(), KINDS.keySet()));
        continue;
      }
      Args args = new Args(element, rules, problems);
      try {
        Derivation derivation = withinDomain(element, kind.apply(args));
        compiled.put(element, new Compiled(derivation, Set.copyOf(args.inputs())));
      } catch (RuntimeException e) {
        // Arguments may have any shape; what no kind expects must not end the check of the others.
        args.problem("kind", "its arguments do not fit a '" + element.kind() + "'");
      }
      args.refuseUnknown();
    }
    return new Derivations(compiled);
  }

  /** A number outside its element's plausible domain is no value: tables are proved inside it. */
  private static Derivation withinDomain(DataElement element, Derivation derivation) {
    Range domain = element.domain();
    boolean whole = element.type() == DataElement.Type.INTEGER;
    if (domain == null && !whole) {
      return derivation;
    }
    return c -> {
      DataValue value = derivation.derive(c);
      BigDecimal number = value.number();
      boolean inside =
          number == null
              || ((domain == null || domain.holds(number))
                  && (!whole || number.stripTrailingZeros().scale() <= 0));
      return inside || number == null
          ? value
          : DataValue.none(
              Missing.INVALID,
              Phrase.NOT_PLAUSIBLE.of(Sentence.text(element.label()), Sentence.number(number)),
              value.sources());
    };
  }

  /** The derivations by element, in dictionary order. */
  public Map<DataElement, Compiled> all() {
    return compiled;
  }

  /** The names of all kinds an author can use. */
  public static Set<String> kinds() {
    return KINDS.keySet();
  }
}
