package cds.acceptance;

import static cds.acceptance.Fhir.easi;
import static cds.acceptance.Fhir.objectiveScorad;
import static cds.acceptance.Fhir.scorad;
import static cds.acceptance.Fhir.score;
import static cds.acceptance.Fhir.viga;
import static cds.acceptance.Person.adult;
import static cds.acceptance.Story.ADULT;
import static cds.acceptance.Story.MET;
import static cds.acceptance.Story.START;
import static cds.acceptance.Story.us;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Scores just below, at and just above each line; too old, not final, or against each other. */
class SeverityPatientsTests {

  private static final String BELOW = "NOT_ELIGIBLE SEVERITY_BELOW_MODERATE";
  private static final String OPTIMISE = "OPTIMISE_TOPICALS routine";
  private static final String REASSESS = "REASSESS_SEVERITY routine";
  private static final String EASI_CONFLICT = "EASI_BAND_CONFLICT info";
  private static final String SCORAD_CONFLICT = "SCORAD_BAND_CONFLICT info";
  private static final String LEFT_OUT = "DATA_NOT_USED info";

  @TestFactory
  Stream<DynamicTest> moderateBeginsAtItsLine() {
    return Stream.of(
            below("EASI 7.0 is mild, and other sets read it otherwise", easi("7.0"), EASI_CONFLICT),
            moderate("EASI 7.05 is moderate", easi("7.05"), ""),
            moderate("EASI 7.1 is moderate", easi("7.1"), ""),
            below("EASI 5.9 is mild in every set", easi("5.9"), ""),
            moderate("EASI 21.0 is moderate in every set", easi("21.0"), ""),
            moderate("EASI 21.1 is severe in one set only", easi("21.1"), EASI_CONFLICT),
            moderate("EASI 23.0 is severe in every set", easi("23.0"), ""),
            below("vIGA-AD 2 is mild", viga("2"), ""),
            moderate("vIGA-AD 3 is moderate", viga("3"), ""),
            below("SCORAD 19.9 is mild in every set", scorad("19.9"), ""),
            below("SCORAD 24.9 is mild", scorad("24.9"), SCORAD_CONFLICT),
            moderate("SCORAD 25 is moderate", scorad("25"), SCORAD_CONFLICT),
            moderate("SCORAD 29 is moderate in every set", scorad("29"), ""),
            moderate("SCORAD 50 is moderate", scorad("50"), SCORAD_CONFLICT),
            moderate("SCORAD 50.1 is severe in every set", scorad("50.1"), ""),
            below("objective SCORAD 14.9 is mild", objectiveScorad("14.9"), ""),
            moderate("objective SCORAD 15 is moderate", objectiveScorad("15"), ""))
        .map(Story::test);
  }

  @TestFactory
  Stream<DynamicTest> onlyRecentScoresCount() {
    return Stream.of(
            moderate("an EASI of 90 days ago counts", easi("15").on("2025-03-18"), ""),
            undecided(
                "an EASI of 91 days ago is too old",
                "SEVERITY_STALE",
                REASSESS,
                easi("15").on("2025-03-17")),
            undecided("nobody has scored the skin", "SEVERITY_MISSING", REASSESS),
            undecided(
                "only the patient has scored: POEM never decides",
                "SEVERITY_MISSING",
                REASSESS,
                score("poem", "20")),
            undecided(
                "only the affected surface is known, which never decides",
                "SEVERITY_MISSING",
                REASSESS,
                score("bsa-involved", "35")
                    .with("valueQuantity", "{'value':35,'unit':'%','code':'%'}")),
            us(
                "the newest EASI counts, not the worst",
                adult().scored(easi("30").on("2025-04-20"), easi("5")),
                BELOW,
                OPTIMISE,
                ""),
            undecided(
                "an EASI of tomorrow is not used",
                "SEVERITY_MISSING",
                REASSESS + ", " + LEFT_OUT,
                easi("30").on("2025-06-17")))
        .map(Story::test);
  }

  @TestFactory
  Stream<DynamicTest> onlyValidScoresCount() {
    return Stream.of(
            undecided(
                "a preliminary EASI is said, not used",
                "SEVERITY_MISSING",
                REASSESS + ", " + LEFT_OUT,
                easi("30").status("preliminary")),
            undecided(
                "an EASI entered in error is no score",
                "SEVERITY_MISSING",
                REASSESS + ", " + LEFT_OUT,
                easi("30").status("entered-in-error")),
            moderate("an amended EASI is a score", easi("30").status("amended"), ""),
            undecided(
                "EASI 73 is out of range",
                "SEVERITY_INVALID",
                "SCORE_OUT_OF_RANGE soon",
                easi("73")),
            undecided(
                "vIGA-AD 5 is of an older scale",
                "SEVERITY_INVALID",
                "SCALE_VERSION info",
                viga("5")),
            us(
                "an older EASI stands in for one out of range",
                adult().scored(easi("12").on("2025-05-12"), easi("84")),
                MET,
                "SCORE_OUT_OF_RANGE soon, " + START,
                ADULT),
            moderate("EASI 7.02 is no step of the tool", easi("7.02"), "SCORE_STEP info"))
        .map(Story::test);
  }

  @TestFactory
  Stream<DynamicTest> contradictionsLeaveSeverityOpen() {
    return Stream.of(
            undecided(
                "mild by vIGA-AD, severe by EASI: two bands apart",
                "SEVERITY_DISCORDANT",
                "SCORE_DISCORDANT soon",
                viga("2"),
                easi("24")),
            undecided(
                "two bands apart within 14 days",
                "SEVERITY_DISCORDANT",
                "SCORE_DISCORDANT soon",
                viga("2").on("2025-05-28"),
                easi("24")),
            us(
                "two bands apart over 15 days is a course, no contradiction",
                adult().scored(viga("2").on("2025-05-27"), easi("24")),
                MET,
                START,
                ADULT),
            us(
                "one band apart is no contradiction",
                adult().scored(viga("3"), easi("24")),
                MET,
                START,
                ADULT),
            undecided(
                "SCORAD 21 points above its objective part cannot be",
                "SEVERITY_DISCORDANT",
                "SCORE_DISCORDANT soon",
                scorad("61"),
                objectiveScorad("40")))
        .map(Story::test);
  }

  private static Story below(String sentence, Resource score, String more) {
    return us(sentence, adult().scored(score), BELOW, join(OPTIMISE, more), "");
  }

  private static Story moderate(String sentence, Resource score, String more) {
    return us(sentence, adult().scored(score), MET, join(START, more), ADULT);
  }

  private static Story undecided(
      String sentence, String reason, String alerts, Resource... scores) {
    return us(sentence, adult().scored(scores), "INSUFFICIENT_DATA " + reason, alerts, "");
  }

  private static String join(String some, String more) {
    return more.isEmpty() ? some : some + ", " + more;
  }
}
