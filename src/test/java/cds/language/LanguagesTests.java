package cds.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cds.chart.PartialDate;
import cds.decide.Caller;
import cds.decide.DecisionFlow;
import cds.knowledge.RuleFiles;
import cds.knowledge.RulesRejected;
import cds.rules.Release;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguagesTests {

  private final Languages languages = Release.parse(Pseudo.texts()).languages();

  @ParameterizedTest(name = "{0} gets {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | en",
        "en-GB | en",
        "en-XA | en-XA",
        "en-xa | en-XA",
        "de de-AT | en",
        "de en-XA en | en-XA",
        "en en-XA | en",
        "en-XA-x-site | en-XA",
        "?! en-XA | en-XA"
      })
  void theFirstWantedLanguageThatThereIsIsTaken(String wanted, String got) {
    List<String> ranges = wanted.isEmpty() ? List.of() : List.of(wanted.split(" "));
    assertThat(languages.best(ranges).tag()).isEqualTo(got);
  }

  @Test
  void numbersAndDatesAreWrittenAsTheLanguageWritesThem() {
    Language pseudo = languages.best(List.of(Pseudo.TAG));
    assertThat(pseudo.number(new BigDecimal("24.60"))).isEqualTo("24,6");
    assertThat(pseudo.date(LocalDate.parse("2025-06-10"))).isEqualTo("10.06.2025");
    assertThat(pseudo.date(PartialDate.ofMonth(YearMonth.of(2025, 6)))).isEqualTo("06.2025");
    assertThat(pseudo.date(PartialDate.ofYear(Year.of(2025)))).isEqualTo("2025");
    assertThat(languages.english().number(new BigDecimal("24.60"))).isEqualTo("24.6");
    assertThat(languages.english().date(LocalDate.parse("2025-06-10"))).isEqualTo("2025-06-10");
  }

  @Test
  void aSentenceIsSaidInEachLanguage() {
    Sentence weight =
        Phrase.VALUE_ON.of(
            Sentence.text("body weight"),
            Sentence.quantity(new BigDecimal("70.40"), "kg"),
            Sentence.date(LocalDate.parse("2025-06-10")));
    assertThat(weight.in(languages.english())).isEqualTo("body weight 70.4 kg on 2025-06-10");
    assertThat(weight.in(languages.best(List.of(Pseudo.TAG))))
        .isEqualTo("⟦⟦ƀóđý ŵéíǵħť⟧ 70,4 kg óń 10.06.2025⟧");
  }

  @Test
  void whatIsPutInIsNotReadAsAPlaceholder() {
    Sentence noted = Phrase.NOTED.of(Sentence.verbatim("{note}"), Sentence.verbatim("$1"));
    assertThat(noted.in(languages.english())).isEqualTo("{note} ($1)");
  }

  @Test
  void aClientThatWantsAnUnknownLanguageStopsTheStart() {
    Caller caller =
        Caller.of("ward", "us-label", List.of(), ZoneOffset.UTC).in(List.of("en", "kw"));
    RuleFiles files = new RuleFiles(Release.texts());
    assertThatThrownBy(() -> DecisionFlow.load(files, List.of(caller)))
        .isInstanceOf(RulesRejected.class)
        .hasMessageContaining("ward")
        .hasMessageContaining("'kw' is no language that is complete and reviewed; known: en");
  }
}
