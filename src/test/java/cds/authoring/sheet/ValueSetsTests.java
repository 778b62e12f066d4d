package cds.authoring.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cds.knowledge.Terminology.Concept;
import cds.rules.Release;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ValueSetsTests {

  private static final Concept NEW = new Concept("http://example.org/codes", "x", "An x");

  /** Every value set of the release: a code comes in and goes, and not a letter is another. */
  @Test
  void aCodeComesAndGoesAndTheFileIsAsItWas() {
    int seen = 0;
    for (Map.Entry<String, String> file : Release.texts().entrySet()) {
      if (!file.getKey().startsWith("fhir-profiles/valuesets/")) {
        continue;
      }
      seen++;
      String with = ValueSets.with(file.getValue(), NEW);
      assertThat(ValueSets.named(with)).as(file.getKey()).endsWith(NEW);
      assertThat(ValueSets.without(with, NEW.system(), NEW.code()))
          .as(file.getKey())
          .isEqualTo(file.getValue());
      assertThatThrownBy(() -> ValueSets.with(with, NEW)).hasMessageContaining("already");
    }
    assertThat(seen).isGreaterThan(30);
  }

  @Test
  void whatIsNoValueSetIsRefused() {
    assertThatThrownBy(() -> ValueSets.named("[]")).hasMessageContaining("no JSON object");
    assertThatThrownBy(() -> ValueSets.named("{\"resourceType\": \"Patient\"}"))
        .hasMessageContaining("no value set");
    assertThatThrownBy(
            () ->
                ValueSets.named("{\"resourceType\": \"ValueSet\", \"compose\": {\"include\": 1}}"))
        .hasMessageContaining("no list");
    String one = ValueSets.with("{\"resourceType\": \"ValueSet\", \"compose\": {}}", NEW);
    assertThatThrownBy(() -> ValueSets.without(one, NEW.system(), NEW.code()))
        .hasMessageContaining("at least one code");
    assertThatThrownBy(() -> ValueSets.without(one, NEW.system(), "y"))
        .hasMessageContaining("does not name y");
  }
}
