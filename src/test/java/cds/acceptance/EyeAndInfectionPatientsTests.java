package cds.acceptance;

import static cds.acceptance.CheckIn.dated;
import static cds.acceptance.CheckIn.together;
import static cds.acceptance.CheckIn.told;
import static cds.acceptance.Days.daysAgo;
import static cds.acceptance.Drugs.ivermectin;
import static cds.acceptance.Drugs.steroidDrops;
import static cds.acceptance.Fhir.checkIn;
import static cds.acceptance.Fhir.condition;
import static cds.acceptance.Fhir.verified;
import static cds.acceptance.TreatedPeople.DAYS;
import static cds.acceptance.TreatedPeople.FIRST;
import static cds.acceptance.TreatedPeople.child;
import static cds.acceptance.TreatedPeople.steady;
import static cds.acceptance.Visit.watched;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Eyes, infections and vaccines of patients on treatment, with the edges of every window. */
class EyeAndInfectionPatientsTests {

  private static final String HOLD = ", DOSE_HOLD_SUGGESTED urgent";
  private static final String DELAY = ", DOSE_HOLD_SUGGESTED routine";
  private static final String RED_FLAG = "OCULAR_RED_FLAG emergency";
  private static final String MILD = "OCULAR_MILD routine";
  private static final String PERSISTENT = "OCULAR_PERSISTENT soon";
  private static final String CONJUNCTIVITIS = "9826008";

  @TestFactory
  Stream<DynamicTest> eyesThatCannotWait() {
    return Stream.of(
            watched("pain", eye("eye.pain"), RED_FLAG + HOLD),
            watched("light sensitivity", eye("eye.light-sensitivity"), RED_FLAG + HOLD),
            watched("vision", eye("eye.vision-change"), RED_FLAG + HOLD),
            watched("vesicles", eye("eye.lid-or-nose-vesicles"), RED_FLAG + HOLD),
            watched("lens, red", eye("eye.contact-lens", "eye.redness"), RED_FLAG + HOLD),
            watched("a lens and nothing else", eye("eye.contact-lens"), ""),
            watched("pain told 14 days ago", toldOf(14, "eye.pain"), RED_FLAG + HOLD),
            watched("pain told 15 days ago", toldOf(15, "eye.pain"), ""),
            watched("a new corneal ulcer", with("91514001", FIRST), RED_FLAG + HOLD),
            watched("an old corneal ulcer", with("91514001", daysAgo(DAYS + 1)), ""),
            watched("herpes of the eye", with("186542001", daysAgo(3)), RED_FLAG + HOLD),
            watched(
                "pain before mild signs: one grade only",
                eye("eye.pain", "eye.redness", "eye.itch", "eye.tearing"),
                RED_FLAG + HOLD))
        .map(Visit::test);
  }

  @TestFactory
  Stream<DynamicTest> otherEyes() {
    return Stream.of(
            watched("redness", eye("eye.redness"), MILD),
            watched("redness denied", steady().having(CheckIn.denied("eye.redness")), ""),
            watched("two symptoms", eye("eye.redness", "eye.itch"), MILD),
            watched("three", eye("eye.redness", "eye.itch", "eye.grittiness"), PERSISTENT),
            watched("since 13 days", redSince(13), MILD),
            watched("since 14 days", redSince(14), PERSISTENT),
            watched("a new conjunctivitis of 13 days", with(CONJUNCTIVITIS, daysAgo(13)), MILD),
            watched("one of 14 days", with(CONJUNCTIVITIS, daysAgo(14)), PERSISTENT),
            watched("on the first day of treatment", with(CONJUNCTIVITIS, FIRST), PERSISTENT),
            watched("from before, silent", with(CONJUNCTIVITIS, daysAgo(DAYS + 1)), ""),
            watched(
                "from before, red again: the old onset does not count",
                with(CONJUNCTIVITIS, daysAgo(DAYS + 1)).having(checkIn("eye.redness")),
                MILD + ", OCULAR_RISK info"),
            watched("a new keratitis", with("5888003", FIRST), "OCULAR_SEVERE_REFRACTORY urgent"),
            watched("an old keratitis", with("5888003", daysAgo(DAYS + 1)), ""),
            watched("six years old", redAt("2018-06-17"), "OCULAR_CHILD_UNDER_7 urgent"),
            watched("seven years today", redAt("2018-06-16"), MILD),
            watched("steroid drops for 14 days", steady().having(steroidDrops(14)), ""),
            watched("for 15 days", steady().having(steroidDrops(15)), PERSISTENT),
            watched("for 42 days", steady().having(steroidDrops(42)), PERSISTENT),
            watched(
                "for 43 days",
                steady().having(steroidDrops(43)),
                PERSISTENT + ", OCULAR_STEROID_LONG soon"))
        .map(Visit::test);
  }

  @TestFactory
  Stream<DynamicTest> herpes() {
    String herpeticum = "ECZEMA_HERPETICUM emergency" + HOLD;
    return Stream.of(
            watched("eczema herpeticum", with("186535001", daysAgo(1)), herpeticum),
            watched(
                "only suspected",
                steady().having(verified("provisional", condition("eh", "186535001"))),
                herpeticum),
            watched(
                "refuted", steady().having(verified("refuted", condition("eh", "186535001"))), ""),
            watched("punched-out erosions", eye("skin.punched-out-erosions"), herpeticum),
            watched("cold sores", with("88594005", daysAgo(2)), "HERPES_SIMPLEX routine"),
            watched(
                "cold sores beside herpeticum",
                with("88594005", daysAgo(2)).having(condition("eh", "186535001")),
                herpeticum),
            watched("zoster", with("4740000", daysAgo(2)), "HERPES_ZOSTER urgent" + DELAY),
            watched("a rash", eye("skin.shingles-rash"), "HERPES_ZOSTER urgent" + DELAY),
            watched(
                "zoster of the eye",
                with("87513003", daysAgo(2)),
                "ZOSTER_OPHTHALMIC emergency" + DELAY),
            watched(
                "zoster and a red eye",
                with("4740000", daysAgo(2)).having(checkIn("eye.redness")),
                "ZOSTER_OPHTHALMIC emergency" + DELAY),
            watched(
                "zoster and vesicles on the lid",
                with("4740000", daysAgo(2)).having(checkIn("eye.lid-or-nose-vesicles")),
                "ZOSTER_OPHTHALMIC emergency" + DELAY),
            watched(
                "zoster and a painful eye",
                with("4740000", daysAgo(2)).having(checkIn("eye.pain")),
                "ZOSTER_OPHTHALMIC emergency, " + RED_FLAG + HOLD))
        .map(Visit::test);
  }

  @TestFactory
  Stream<DynamicTest> otherInfections() {
    String worms = "HELMINTH_ON_TREATMENT ";
    String strongyloides = worms + "urgent, STEROID_STRONGYLOIDES_RISK urgent";
    return Stream.of(
            watched("honey crusts", eye("skin.honey-crusts"), "SKIN_INFECTION_BACTERIAL soon"),
            watched("impetigo", with("48277006", daysAgo(3)), "SKIN_INFECTION_BACTERIAL soon"),
            watched(
                "pustules and fever",
                eye("skin.pustules", "general.fever"),
                "SKIN_INFECTION_BACTERIAL urgent" + HOLD),
            watched("fever alone", eye("general.fever"), ""),
            watched("ascariasis", with("2435008", daysAgo(20)), worms + "soon"),
            watched(
                "ascariasis, still active after treatment",
                with("2435008", daysAgo(20)).having(ivermectin(20)),
                worms + "urgent" + HOLD),
            watched(
                "treatment before it began",
                with("2435008", daysAgo(20)).having(ivermectin(21)),
                worms + "soon"),
            watched(
                "no date, treated 90 days ago",
                steady().having(condition("worms", "2435008"), ivermectin(90)),
                worms + "urgent" + HOLD),
            watched(
                "no date, treated 91 days ago",
                steady().having(condition("worms", "2435008"), ivermectin(91)),
                worms + "soon"),
            watched("Strongyloides", with("1214006", daysAgo(20)), strongyloides),
            watched(
                "Strongyloides, treated",
                with("1214006", daysAgo(20)).having(ivermectin(10)),
                worms + "urgent" + HOLD),
            watched("HIV", with("86406008", "2019"), "HIV_REVIEW soon"))
        .map(Visit::test);
  }

  @TestFactory
  Stream<DynamicTest> vaccines() {
    String live = "VACCINE_LIVE_ON_TREATMENT soon";
    return Stream.of(
            watched("a live vaccine planned", eye("vaccine.live-planned"), live),
            watched("planned 90 days ago", toldOf(90, "vaccine.live-planned"), live),
            watched("planned 91 days ago", toldOf(91, "vaccine.live-planned"), ""),
            watched("vaccines reviewed", eye("vaccine.reviewed"), ""))
        .map(Visit::test);
  }

  private static Person eye(String... linkIds) {
    return steady().having(checkIn(linkIds));
  }

  private static Person toldOf(int days, String linkId) {
    return steady().having(told(days, linkId));
  }

  private static Person with(String code, String onset) {
    return steady().having(condition("finding", code).on(onset));
  }

  private static Person redSince(int days) {
    return steady().having(together(checkIn("eye.redness"), dated("eye.onset", daysAgo(days))));
  }

  private static Person redAt(String birthDate) {
    return child(birthDate, "200", "2").weighing("31 kg").having(checkIn("eye.redness"));
  }
}
