package cds.acceptance;

import static cds.acceptance.Days.daysAgo;
import static cds.acceptance.Fhir.condition;
import static cds.acceptance.Fhir.dupilumabOrder;
import static cds.acceptance.Fhir.easi;
import static cds.acceptance.Fhir.score;
import static cds.acceptance.Fhir.viga;
import static cds.acceptance.Person.born;
import static cds.acceptance.TreatedPeople.since;
import static cds.acceptance.Visit.watched;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The response to treatment at week 16, month 3 and month 6, each on the edges of its window. */
class ResponsePatientsTests {

  private static final String ADEQUATE = "RESPONSE_ADEQUATE_W16 info";
  private static final String INADEQUATE = "RESPONSE_INADEQUATE_W16_NICE soon";
  private static final String MET_3 = "T2T_3MONTH_MET info";
  private static final String NOT_3 = "T2T_3MONTH_NOT_MET routine";
  private static final String MET_6 = "T2T_6MONTH_MET info";
  private static final String NOT_6 = "T2T_6MONTH_NOT_MET soon";

  @TestFactory
  Stream<DynamicTest> weekSixteen() {
    return Stream.of(
            watched("half and 4 points", at(130, "15", 20, 16), ADEQUATE),
            watched("half and 3 points", at(130, "15", 20, 17), INADEQUATE),
            watched("less than half", at(130, "15.05", 20, 10), INADEQUATE),
            watched("less than half, no DLQI", scored(130, 2, "15.05"), INADEQUATE),
            watched("half and no DLQI: complete it at the refill", scored(130, 2, "15"), ""),
            watched("a DLQI of 3 cannot fall by 4", at(130, "15", 3, 0), ""),
            watched("scored on day 97", scored(130, 33, "20"), NOT_3),
            watched("scored on day 98", scored(130, 32, "20"), INADEQUATE + ", " + NOT_3),
            watched("scored on day 140", scored(140, 0, "20"), INADEQUATE),
            watched("scored on day 141", scored(141, 0, "20"), ""),
            watched("read on day 153", scored(153, 13, "20"), INADEQUATE),
            watched("read on day 154", scored(154, 14, "20"), ""),
            watched("a child below half", teen("20"), "RESPONSE_INADEQUATE_W16 soon"),
            watched("a child with half", teen("15"), ADEQUATE),
            watched("a baseline of 90 days before", baseline(90).scored(easi("20")), INADEQUATE),
            watched("one of 91 days before", baseline(91).scored(easi("20")), ""))
        .map(Visit::test);
  }

  @TestFactory
  Stream<DynamicTest> monthThree() {
    return Stream.of(
            watched("better by 1, EASI by half", three(75, "5", "4", "15"), MET_3),
            watched("not better", three(75, "5", "5", "3"), NOT_3),
            watched("better, and no item", three(75, "5", "4", "15.05"), NOT_3),
            watched("an item and nobody asked", scored(75, 2, "15"), ""),
            watched("no item and nobody asked", scored(75, 2, "15.05"), NOT_3),
            watched("day 69", scored(72, 3, "20"), ""),
            watched("day 70", scored(72, 2, "20"), NOT_3),
            watched("day 112", scored(115, 3, "20"), NOT_3 + ", " + INADEQUATE),
            watched("day 113", scored(115, 2, "20"), INADEQUATE),
            watched("read on day 153", scored(153, 60, "20"), NOT_3),
            watched("read on day 154", scored(154, 60, "20"), ""))
        .map(Visit::test);
  }

  @TestFactory
  Stream<DynamicTest> monthSix() {
    return Stream.of(
            watched("a global of 2, EASI 7", six(200, "2", "7"), MET_6),
            watched("a global of 3", six(200, "3", "1"), NOT_6),
            watched("EASI above 7, fall below 75 %", scored(200, 2, "7.55"), NOT_6),
            watched("a fall of 75 %", six(200, "2", "7.5"), MET_6),
            watched("day 153", scored(156, 3, "20"), ""),
            watched("day 154", scored(156, 2, "20"), NOT_6),
            watched("years later", six(900, "1", "2"), MET_6),
            watched("90 days old", scored(300, 90, "20"), NOT_6),
            watched("91 days old", scored(300, 91, "20"), ""))
        .map(Visit::test);
  }

  @TestFactory
  Stream<DynamicTest> longerIntervals() {
    String longer = "INTERVAL_EXTENSION_OFF_LABEL info";
    return Stream.of(
            watched("364 days", held(364, 182, 0, "7"), ""),
            watched("365 days", held(365, 182, 0, "7"), longer),
            watched("low for 181 days", held(365, 181, 0, "7"), ""),
            watched("above 7 before", held(365, 182, 0, "7.05"), ""),
            watched("the newest is 90 days old", held(400, 272, 90, "5"), longer),
            watched("the newest is 91 days old", held(400, 273, 91, "5"), ""),
            watched(
                "a flare between", held(400, 300, 0, "3").scored(easi("8").on(daysAgo(100))), ""))
        .map(Visit::test);
  }

  @TestFactory
  Stream<DynamicTest> inDoubt() {
    return Stream.of(
            watched(
                "no word on response while a lymphoma is on record",
                scored(130, 2, "20").having(condition("ctcl", "118618005")),
                ""),
            watched(
                "nor while one is suspected",
                scored(130, 2, "20").having(Fhir.checkIn("skin.new-plaques")),
                "CTCL_SUSPECTED urgent, DOSE_HOLD_SUGGESTED urgent"),
            watched(
                "183 days since a clinician's score",
                since(300).scored(viga("1").on(daysAgo(183))),
                ""),
            watched(
                "184 days",
                since(300).scored(viga("1").on(daysAgo(184))),
                "REASSESS_SEVERITY routine"))
        .map(Visit::test);
  }

  private static Person scored(int treated, int days, String easi) {
    return since(treated).scored(easi(easi).on(daysAgo(days)));
  }

  private static Person at(int treated, String easi, int dlqiBefore, int dlqiNow) {
    return scored(treated, 2, easi)
        .scored(dlqi(dlqiBefore).on(daysAgo(treated + 7)), dlqi(dlqiNow).on(daysAgo(2)));
  }

  private static Person three(int treated, String before, String now, String easi) {
    return scored(treated, 2, easi)
        .scored(global(before).on(daysAgo(treated + 3)), global(now).on(daysAgo(2)));
  }

  private static Person six(int treated, String global, String easi) {
    return scored(treated, 2, easi).scored(global(global).on(daysAgo(2)));
  }

  private static Person held(int treated, int firstLow, int newest, String easi) {
    return since(treated).scored(easi(easi).on(daysAgo(firstLow)), easi("4").on(daysAgo(newest)));
  }

  private static Person teen(String easi) {
    return born("2009-02-02")
        .weighing("64 kg")
        .having(dupilumabOrder("300", "2", daysAgo(130)))
        .scored(easi("30").on(daysAgo(133)), easi(easi).on(daysAgo(2)));
  }

  private static Person baseline(int daysBefore) {
    return Person.adult()
        .having(dupilumabOrder("300", "2", daysAgo(130)))
        .scored(easi("30").on(daysAgo(130 + daysBefore)));
  }

  private static Resource dlqi(int value) {
    return score("dlqi", Integer.toString(value));
  }

  private static Resource global(String value) {
    return score("patient-global", value);
  }
}
