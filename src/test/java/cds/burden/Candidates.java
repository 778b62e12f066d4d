package cds.burden;

import cds.acceptance.Fhir;
import cds.acceptance.Person;
import cds.acceptance.Resource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Patients near the numbers of policies: candidates with every entry criterion of the trials but
 * for what their group says, people treated so long that a scheme asks for their response, and
 * people with other treatment before. Nothing here is drawn: each number is a step from the last.
 */
final class Candidates {

  private static final LocalDate TODAY = Cohort.TODAY;

  private final List<Member> all = new ArrayList<>();

  /**
   * One of them.
   *
   * @param orders whether the services of orders are asked, too
   * @param refills whether the service of refills is asked, too
   */
  record Member(Person person, boolean orders, boolean refills) {}

  private Candidates() {}

  static List<Member> members() {
    Candidates candidates = new Candidates();
    candidates.adults();
    candidates.young();
    candidates.treatedOrStopped();
    candidates.schemes();
    return candidates.all;
  }

  /** EASI from 12.0 to 23.8; of ten, one has no itch on record and one too little skin. */
  private void adults() {
    for (int i = 0; i < 60; i++) {
      Person person = candidate(216 + i * 11, easi(120 + 2 * i), 3 + i % 50);
      person.scored(viga(120 + 2 * i), surface(i % 10 == 8 ? 8 : 12 + i % 30));
      if (i % 10 != 7) {
        person.scored(Fhir.score("pp-nrs-7d-mean", String.valueOf(4 + i % 6)));
      }
      all.add(new Member(person, i % 3 == 0, false));
    }
  }

  /** Adolescents near 16, school children near 21, and small children near 16. */
  private void young() {
    for (int i = 0; i < 10; i++) {
      all.add(
          new Member(
              candidate(144 + 7 * i, easi(140 + 8 * i), 5 + i)
                  .scored(viga(140 + 8 * i), surface(15 + i), itch("pp-nrs-7d-mean")),
              false,
              false));
      all.add(
          new Member(
              candidate(73 + 7 * i, easi(175 + 8 * i), 5 + i)
                  .scored(Fhir.viga("4"), surface(16 + i)),
              false,
              false));
    }
    for (int i = 0; i < 6; i++) {
      all.add(
          new Member(
              candidate(10 + 11 * i, easi(145 + 12 * i), 5 + i)
                  .scored(viga(145 + 12 * i), surface(20 + i), itch("worst-scratch-itch-nrs")),
              false,
              false));
    }
  }

  /** An EASI between 16 and 20 on treatment, after it, and of a time long gone. */
  private void treatedOrStopped() {
    for (int i = 0; i < 8; i++) {
      Person treated = candidate(260 + 40 * i, easi(160 + 5 * i), 4 + i);
      treated.having(Fhir.dupilumabOrder("300", "2", ago(150 + 20 * i)));
      treated.scored(viga(160 + 5 * i), Fhir.score("easi", "31").on(ago(160 + 20 * i)));
      all.add(new Member(treated, false, i % 2 == 0));
    }
    for (int i = 0; i < 4; i++) {
      Person stopped = candidate(250 + 90 * i, easi(150 + 15 * i), 6 + i);
      stopped.having(Fhir.dupilumabOrder("300", "2", ago(600)).status("stopped"));
      stopped.scored(viga(150 + 15 * i), surface(20), itch("pp-nrs-7d-mean"));
      all.add(new Member(stopped, false, false));
      all.add(
          new Member(
              candidate(255 + 90 * i, easi(170 + 5 * i), 91 + 10 * i)
                  .scored(surface(20), itch("pp-nrs-7d-mean")),
              false,
              false));
    }
  }

  /** Earlier systemic treatment with every outcome, and the response after 16 weeks. */
  private void schemes() {
    List<String> outcomes = List.of("inadequate", "adequate", "not-tolerated", "not-advisable");
    for (int i = 0; i < 12; i++) {
      Person person =
          candidate(300 + 30 * i, easi(180 + 10 * i), 3 + i)
              .scored(viga(180 + 10 * i), surface(9 + i), Fhir.score("dlqi", "" + (8 + i)))
              .having(
                  Fhir.statement("methotrexate", "284595", ago(500), ago(300))
                      .outcome(outcomes.get(i % outcomes.size())),
                  Fhir.tacrolimus(ago(190 - i), ago(5)).outcome("inadequate"));
      all.add(new Member(person, i % 4 == 0, false));
    }
    for (int i = 0; i < 10; i++) {
      Person treated =
          candidate(280 + 50 * i, easi(100 + 20 * i), 2)
              .scored(
                  viga(100 + 20 * i),
                  Fhir.score("easi", "30").on(ago(126)),
                  Fhir.score("dlqi", "17").on(ago(126)),
                  Fhir.score("dlqi", "" + (10 + i)).on(ago(2)))
              .having(Fhir.dupilumabOrder("300", "2", ago(119)));
      all.add(new Member(treated, false, i % 2 == 0));
    }
  }

  private static Person candidate(int months, Resource easi, int daysAgo) {
    return Person.anyone(TODAY.minusMonths(months).minusDays(9).toString())
        .having(Fhir.atopicDermatitis().on(ago(Math.min(900, months * 28))))
        .having(Fhir.mometasone(ago(110), ago(40)).outcome("inadequate"))
        .weighing(months < 72 ? "16 kg" : months < 144 ? "31 kg" : "74 kg")
        .scored(easi.on(ago(daysAgo)));
  }

  private static Resource easi(int tenths) {
    return Fhir.easi(Draw.said(tenths / 10.0, 1));
  }

  /** The vIGA-AD that goes with an EASI, by the bands that the release uses. */
  private static Resource viga(int tenths) {
    return Fhir.viga(tenths <= 210 ? "3" : "4");
  }

  private static Resource itch(String instrument) {
    return Fhir.score(instrument, "6");
  }

  private static Resource surface(int percent) {
    return Fhir.score("bsa-involved", String.valueOf(percent))
        .with(
            "valueQuantity",
            "{'value':%d,'unit':'%%','system':'http://unitsofmeasure.org','code':'%%'}"
                .formatted(percent));
  }

  private static String ago(int days) {
    return TODAY.minusDays(days).toString();
  }
}
