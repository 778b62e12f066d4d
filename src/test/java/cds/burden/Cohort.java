package cds.burden;

import cds.acceptance.Fhir;
import cds.acceptance.Json;
import cds.acceptance.Person;
import cds.acceptance.Resource;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * Synthetic patients of a clinic for atopic dermatitis, treated and not, with the gaps and errors
 * of real records. The same seed draws the same patients.
 */
final class Cohort {

  static final long SEED = 20250616L;
  static final int SIZE = 2000;
  static final LocalDate TODAY = LocalDate.parse("2025-06-16");

  private final Draw draw;
  private final int months;
  private final boolean female;
  private final double kilograms;
  private final Person person;
  private boolean quiet = true;

  /**
   * One patient.
   *
   * @param request what an EHR sends when the chart is opened
   * @param group whether untreated, treated or stopped
   * @param nothingDue treated by the label, clear or nearly so, between two checkpoints, without
   *     event and with a clean record
   */
  record Member(ObjectNode request, Group group, boolean nothingDue) {}

  /** What a patient has to do with the drug. */
  enum Group {
    UNTREATED,
    TREATED,
    STOPPED
  }

  private Cohort(Draw draw) {
    this.draw = draw;
    this.months = months();
    this.female = draw.evenly();
    this.kilograms = Weights.draw(draw, female ? "female" : "male", months);
    String born = TODAY.minusMonths(months).minusDays(draw.from(0, 27)).toString();
    this.person =
        Person.anyone(born)
            .described("gender", female ? "'female'" : "'male'")
            .having(Fhir.atopicDermatitis().on(draw.ago(Math.max(0, months * 30 - 120))));
  }

  /** All patients, each from a generator of its own. */
  static List<Member> members() {
    return members(SIZE);
  }

  /** The first of them. */
  static List<Member> members(int size) {
    SplittableRandom seed = new SplittableRandom(SEED);
    return Stream.generate(() -> new Cohort(new Draw(seed.split(), TODAY)).member())
        .limit(size)
        .toList();
  }

  private int months() {
    if (draw.is(Rate.INFANT_UNDER_6_MONTHS)) {
      return draw.from(1, 5);
    }
    double band = draw.share(0, 100 - Rate.INFANT_UNDER_6_MONTHS.percent());
    double school = Rate.PRESCHOOL.percent() + Rate.SCHOOL.percent();
    if (band < Rate.PRESCHOOL.percent()) {
      return draw.from(6, 71);
    }
    if (band < school) {
      return draw.from(72, 143);
    }
    return band < school + Rate.ADOLESCENT.percent() ? draw.from(144, 215) : draw.from(216, 960);
  }

  private Member member() {
    Group group = group();
    boolean nothingDue = false;
    Disease disease = new Disease(draw, person, months);
    switch (group) {
      case UNTREATED -> disease.untreated();
      case STOPPED -> {
        person.having(
            Fhir.dupilumabOrder("300", "2", draw.ago(draw.from(400, 900))).status("stopped"));
        disease.untreated();
      }
      case TREATED -> nothingDue = disease.treated(kilograms);
    }
    others(group);
    weighed();
    dirt();
    return new Member(person.patientView(), group, nothingDue && disease.fresh() && quiet);
  }

  private Group group() {
    if (months < 6) {
      return Group.UNTREATED;
    }
    double treated = Rate.TREATED.percent();
    double share = draw.share(0, 100);
    return share < treated
        ? Group.TREATED
        : share < treated + Rate.STOPPED.percent() ? Group.STOPPED : Group.UNTREATED;
  }

  private void others(Group group) {
    Events events = new Events(draw, person, months, female);
    if (group == Group.TREATED) {
      events.onTreatment();
    } else if (draw.is(Rate.VACCINES_REVIEWED)) {
      person.having(Fhir.checkIn("vaccine.reviewed").on(draw.ago(draw.from(1, 80))));
    }
    events.always();
    quiet &= events.none();
  }

  private void weighed() {
    if (draw.is(Rate.NO_WEIGHT)) {
      quiet = false;
      return;
    }
    boolean stale = draw.is(Rate.STALE_WEIGHT);
    boolean bare = draw.is(Rate.UNIT_MISSING);
    String spoken =
        draw.is(Rate.POUNDS)
            ? Draw.said(kilograms / 0.45359237, 1) + " [lb_av]"
            : Draw.said(kilograms, 1) + " kg";
    quiet &= !stale && !bare;
    String day = draw.ago(stale ? draw.from(200, 500) : draw.from(1, 60));
    person.having(Fhir.weight(bare ? spoken.split(" ")[0] : spoken).on(day));
  }

  private void dirt() {
    if (draw.is(Rate.SCORE_IMPOSSIBLE)) {
      dirty(Fhir.score(draw.evenly() ? "poem" : "dlqi", "42").on(draw.ago(3)));
    }
    if (draw.is(Rate.TEXT_ONLY)) {
      dirty(
          Fhir.statement("text", "0", draw.ago(300), draw.ago(200))
              .with("medicationCodeableConcept", "{'text': 'cream from the pharmacy'}"));
    }
    if (draw.is(Rate.FUTURE_DATE)) {
      dirty(Fhir.easi("12").on(draw.ago(-30)));
    }
    if (draw.is(Rate.WRONG_PATIENT)) {
      dirty(Fhir.scorad("55").with("subject", "{'reference': 'Patient/somebody-else'}"));
    }
    if (draw.is(Rate.KEY_MISSING)) {
      quiet = false;
      person.notSending("medications");
    }
    if (draw.is(Rate.SERVER_ERROR)) {
      quiet = false;
      person.sending(
          "allergies",
          Json.quoted(
              "{'resourceType': 'OperationOutcome',"
                  + " 'issue': [{'severity': 'error', 'code': 'exception'}]}"));
    }
  }

  private void dirty(Resource resource) {
    quiet = false;
    person.having(resource);
  }
}
