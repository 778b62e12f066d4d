package cds.derive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import cds.knowledge.DataElement;
import cds.knowledge.Problems;
import cds.knowledge.RuleSet;
import cds.rules.Release;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whatever an author writes as an argument of a derivation is taken, or refused with a sentence.
 */
class DerivationTextTests {

  private static final List<String> ODD =
      List.of(
          "5",
          "-1",
          "2.5",
          "1e11",
          "\"nothing\"",
          "\"\"",
          "[]",
          "{}",
          "{\"a\":\"b\"}",
          "null",
          "[[]]");

  private final RuleSet rules = Release.rules();
  private final JsonMapper json =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private int refused;

  @Test
  void noArgumentEndsTheCheck() {
    int tried = 0;
    for (DataElement element : rules.elements().values()) {
      if (!Derivations.kinds().contains(element.kind())) {
        continue;
      }
      tried += compile(element, json.createObjectNode());
      for (String key : element.args().propertyNames()) {
        ObjectNode without = (ObjectNode) element.args().deepCopy();
        without.remove(key);
        tried += compile(element, without);
        for (String odd : ODD) {
          ObjectNode with = (ObjectNode) element.args().deepCopy();
          with.set(key, json.readTree(odd));
          tried += compile(element, with);
        }
      }
    }
    assertThat(tried).isGreaterThan(4_000);
    assertThat(refused).isGreaterThan(3_000);
  }

  private int compile(DataElement element, ObjectNode args) {
    Map<String, DataElement> all = new LinkedHashMap<>(rules.elements());
    all.put(element.name(), with(element, args));
    Problems problems = new Problems();
    assertThatCode(() -> Derivations.compile(with(all), problems))
        .as("%s %s %s", element.name(), element.kind(), args)
        .doesNotThrowAnyException();
    refused += problems.none() ? 0 : 1;
    return 1;
  }

  private static DataElement with(DataElement element, ObjectNode args) {
    return new DataElement(
        element.name(),
        element.ordinal(),
        element.type(),
        element.unit(),
        element.values(),
        element.domain(),
        element.label(),
        element.always(),
        element.perOrder(),
        element.kind(),
        args,
        element.file());
  }

  private RuleSet with(Map<String, DataElement> elements) {
    return new RuleSet(
        rules.release(),
        rules.terminology(),
        rules.units(),
        rules.drugs(),
        rules.vocabulary(),
        elements,
        rules.impossible(),
        rules.parameters(),
        rules.instruments(),
        rules.curves(),
        rules.sources(),
        rules.reasons(),
        rules.rules(),
        rules.services(),
        rules.languages());
  }
}
