package cds.acceptance;

import static cds.acceptance.Fhir.condition;
import static cds.acceptance.Fhir.easi;
import static cds.acceptance.Fhir.viga;
import static cds.acceptance.Fhir.weight;
import static cds.acceptance.Person.born;
import static cds.acceptance.Story.ADULT;
import static cds.acceptance.Story.MET;
import static cds.acceptance.Story.START;
import static cds.acceptance.Story.us;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Birthdays and weights on either side of every line of the US label. */
class AgeAndWeightPatientsTests {

  private static final String TOO_YOUNG = "NOT_ELIGIBLE AGE_BELOW_6_MONTHS";
  private static final String LIVE = "VACCINE_LIVE_PLANNING soon";
  private static final String WEIGH = "DOSE_WEIGHT_MISSING soon";
  private static final String NO_ROW = "DOSE_NOT_IN_LABEL soon";
  private static final String ODD = "WEIGHT_IMPLAUSIBLE_FOR_AGE soon";

  @TestFactory
  Stream<DynamicTest> infants() {
    return Stream.of(
            us(
                "six months old today",
                born("2024-12-16").weighing("7.4 kg").scored(viga("3")),
                MET,
                START + ", " + LIVE,
                "200 q4"),
            us(
                "six months old tomorrow",
                born("2024-12-17").weighing("7.4 kg").scored(viga("3")),
                TOO_YOUNG,
                "AGE_RECHECK info",
                ""),
            us(
                "six months old tomorrow, and severe",
                born("2024-12-17").weighing("7.4 kg").scored(viga("4")),
                TOO_YOUNG,
                "AGE_RECHECK info, INFANT_SEVERE_AD_REFERRAL soon",
                ""),
            us(
                "fourteen months, severe and failing to thrive",
                born("2024-04-16")
                    .weighing("7.9 kg")
                    .scored(easi("31.5"))
                    .having(condition("thrive", "54840006")),
                MET,
                START + ", INFANT_SEVERE_AD_REFERRAL soon, " + LIVE,
                "200 q4"),
            us(
                "sixteen months: live vaccines of infancy are past",
                born("2024-02-16").weighing("9.8 kg").scored(viga("3")),
                MET,
                START,
                "200 q4"),
            us(
                "only the year of birth is known",
                born("2019").weighing("21 kg").scored(viga("3")),
                "INSUFFICIENT_DATA AGE_UNKNOWN",
                "",
                ""))
        .map(Story::test);
  }

  @TestFactory
  Stream<DynamicTest> rowsOfTheLabel() {
    return Stream.of(
            noRow("4.9 kg at six months is below every row", "2024-12-10", "4.9 kg", true),
            dosed("5.0 kg at six months", "2024-12-10", "5.0 kg", "200 q4", LIVE),
            dosed("14.9 kg at four years", "2021-02-10", "14.9 kg", "200 q4", ""),
            dosed("15.0 kg at four years", "2021-02-10", "15.0 kg", "300 q4", ""),
            dosed("29.9 kg at five years", "2019-08-01", "29.9 kg", "300 q4", ""),
            noRow("30.0 kg at five years is above every row", "2019-08-01", "30.0 kg", false),
            noRow("14.9 kg at six years is below every row", "2019-06-16", "14.9 kg", false),
            dosed("15.0 kg at six years", "2019-06-16", "15.0 kg", "600, then 300 q4", ""),
            dosed("30.0 kg at nine years", "2016-02-02", "30.0 kg", "400, then 200 q2", ""),
            dosed("59.9 kg at sixteen", "2009-01-20", "59.9 kg", "400, then 200 q2", ""),
            dosed("60.0 kg at sixteen", "2009-01-20", "60.0 kg", ADULT, ""),
            dosed("52 kg on the day before 18", "2007-06-17", "52 kg", "400, then 200 q2", ""),
            dosed("52 kg on the eighteenth birthday", "2007-06-16", "52 kg", ADULT, ""),
            dosed(
                "66.138 lb are under 30 kg",
                "2016-02-02",
                "66.138 [lb_av]",
                "600, then 300 q4",
                ""),
            dosed(
                "66.140 lb are over 30 kg", "2016-02-02", "66.140 [lb_av]", "400, then 200 q2", ""),
            dosed("30000 g are 30 kg", "2016-02-02", "30000 g", "400, then 200 q2", ""))
        .map(Story::test);
  }

  @TestFactory
  Stream<DynamicTest> weightsThatCannotBeUsed() {
    return Stream.of(
            us("an adult needs no weight", born("1970-10-01").scored(viga("4")), MET, START, ADULT),
            child("never weighed", "2016-02-02", WEIGH),
            child("a number without unit", "2016-02-02", WEIGH, weight("31")),
            child(
                "a unit nobody knows",
                "2016-02-02",
                WEIGH + ", DATA_NOT_USED info",
                weight("31 stone")),
            child(
                "weighed 91 days ago at five",
                "2019-08-01",
                WEIGH,
                weight("19 kg").on("2025-03-17")),
            dosed("weighed 90 days ago at five", "2019-08-01", "2025-03-18", "300 q4"),
            child(
                "weighed 181 days ago at nine",
                "2016-02-02",
                WEIGH,
                weight("31 kg").on("2024-12-17")),
            dosed("weighed 180 days ago at nine", "2016-02-02", "2024-12-18", "600, then 300 q4"),
            child("75 kg at nine waits for a second look", "2016-02-02", ODD, weight("75 kg")),
            us(
                "305 kg in an adult changes no dose",
                born("1970-10-01").weighing("305 kg").scored(viga("4")),
                MET,
                ODD + ", " + START,
                ADULT))
        .map(Story::test);
  }

  private static Story dosed(
      String sentence, String birthDate, String weight, String dose, String more) {
    return us(
        sentence,
        born(birthDate).weighing(weight).scored(viga("3")),
        MET,
        more.isEmpty() ? START : START + ", " + more,
        dose);
  }

  private static Story dosed(String sentence, String birthDate, String weighedOn, String dose) {
    Resource weight = weight("19 kg").on(weighedOn);
    return us(sentence, born(birthDate).having(weight).scored(viga("3")), MET, START, dose);
  }

  private static Story noRow(String sentence, String birthDate, String weight, boolean infant) {
    String alerts = START + ", " + NO_ROW + (infant ? ", " + LIVE : "");
    return us(sentence, born(birthDate).weighing(weight).scored(viga("3")), MET, alerts, "");
  }

  private static Story child(
      String sentence, String birthDate, String alerts, Resource... weights) {
    Person person = born(birthDate).having(weights).scored(viga("3"));
    return us(sentence, person, MET, START + ", " + alerts, "");
  }
}
