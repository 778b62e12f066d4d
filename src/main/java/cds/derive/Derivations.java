package cds.derive;

import cds.knowledge.DataElement;
import cds.knowledge.Problems;
import cds.knowledge.RuleSet;
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
    ConditionKinds.register(KINDS);
    MedicationKinds.register(KINDS);
    TrialKinds.register(KINDS);
    AnswerKinds.register(KINDS);
    LogicKinds.register(KINDS);
    NumberKinds.register(KINDS);
    TableKinds.register(KINDS);
    OrderKinds.register(KINDS);
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
      Derivation derivation = kind.apply(args);
      args.refuseUnknown();
      compiled.put(element, new Compiled(derivation, Set.copyOf(args.inputs())));
    }
    return new Derivations(compiled);
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
