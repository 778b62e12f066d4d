package cds.burden;

import cds.acceptance.Fhir;
import cds.acceptance.Person;
import cds.acceptance.Resource;
import cds.knowledge.DataElement;
import cds.knowledge.DataValue;
import cds.knowledge.Situation;
import cds.knowledge.Table;
import cds.rules.Release;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Severity before and on treatment. Baselines follow the pooled baseline of 3,473 trial patients:
 * EASI 29.9 (SD 16.0), SCORAD 62.1 (21.3), itch 6.8 (2.4), POEM 18.7 (7.4), DLQI 13.3 (8.0).
 */
final class Disease {

  private static final String BASELINE =
      "EASI 29.9 (SD 16.0), SCORAD 62.1 (21.3), itch 6.8 (2.4), POEM 18.7 (7.4), DLQI 13.3 (8.0)";

  private final Draw draw;
  private final Person person;
  private final int months;
  private boolean fresh = true;

  Disease(Draw draw, Person person, int months) {
    this.draw = draw;
    this.person = person;
    this.months = months;
  }

  /** The published baseline in words. */
  static String baseline() {
    return BASELINE;
  }

  /** Whether there are scores that are not stale. */
  boolean fresh() {
    return fresh;
  }

  void untreated() {
    boolean mild = draw.is(Rate.MILD);
    double easi = mild ? draw.share(0.5, 7) : easi();
    visit(easi, mild ? 2 : draw.is(Rate.VIGA_4) ? 4 : 3, day());
    topicals();
  }

  private double easi() {
    return draw.around(29.9, 16.0, 7.1, 72);
  }

  private int day() {
    if (draw.is(Rate.NO_SCORES)) {
      fresh = false;
      return -1;
    }
    boolean stale = draw.is(Rate.STALE_SCORES);
    fresh &= !stale;
    return stale ? draw.from(100, 400) : draw.from(1, 60);
  }

  /** Scores of one visit; a negative day means none. */
  private void visit(double easi, int viga, int daysAgo) {
    if (daysAgo < 0) {
      return;
    }
    String day = draw.ago(daysAgo);
    double share = easi / 29.9;
    score("easi", Draw.said(easi, 1), day);
    score("viga-ad", String.valueOf(viga), day);
    if (draw.evenly()) {
      score("pp-nrs-24h", Draw.said(scaled(6.8, 2.4, share, 10), 0), day);
      score("poem", Draw.said(scaled(18.7, 7.4, share, 28), 0), day);
    }
    if (months >= 192 && draw.evenly()) {
      score("dlqi", Draw.said(scaled(13.3, 8.0, share, 30), 0), day);
    }
    if (draw.from(1, 4) == 1) {
      score("scorad", Draw.said(scaled(62.1, 21.3, share, 103), 1), day);
    }
  }

  /** Patient scores follow the extent of disease: at the mean EASI they have their own mean. */
  private double scaled(double mean, double deviation, double share, double most) {
    double at = Math.min(share, 1.2);
    return draw.around(mean * at, deviation * at / 2, 0, most);
  }

  private void score(String code, String value, String day) {
    person.having(Fhir.score(code, value).on(day));
  }

  private void topicals() {
    double share = draw.share(0, 100);
    double inadequate = Rate.TOPICAL_INADEQUATE.percent();
    double old = inadequate + Rate.TOPICAL_OLD.percent();
    if (share < inadequate) {
      topical(draw.from(10, 100)).outcome("inadequate");
    } else if (share < old) {
      topical(draw.from(200, 600)).outcome("inadequate");
    } else if (share < old + Rate.TOPICAL_ADEQUATE.percent()) {
      topical(draw.from(10, 100)).outcome("adequate");
    }
  }

  private Resource topical(int ended) {
    Resource topical = Fhir.mometasone(draw.ago(ended + draw.from(30, 80)), draw.ago(ended));
    person.having(topical);
    return topical;
  }

  /**
   * A course of treatment with its baseline and response; weight decides the regimen.
   *
   * @return whether it goes as it should and no checkpoint is near
   */
  boolean treated(double kilograms) {
    Optional<Table.Row> label = label(kilograms);
    boolean other = label.isEmpty() || draw.is(Rate.OTHER_REGIMEN);
    int day = Math.min(daysOnTreatment(), Math.max(20, (months - 6) * 30));
    person.having(
        other
            ? Fhir.dupilumabOrder("300", "1", draw.ago(day))
            : Fhir.dupilumabOrder(
                output(label.get(), "maintenance_mg"),
                output(label.get(), "interval_weeks"),
                draw.ago(day)));
    double before = easi();
    visit(before, draw.is(Rate.VIGA_4) ? 4 : 3, day + draw.from(1, 30));
    boolean well = draw.is(day < 364 ? Rate.EASI_75_EARLY : Rate.EASI_75_LATE);
    double fall =
        well
            ? draw.share(0.75, 1)
            : draw.is(Rate.EASI_50) ? draw.share(0.5, 0.75) : draw.share(0, 0.5);
    double now = before * (1 - fall);
    if (day > 400) {
      visit(now, band(now), draw.from(190, 200));
    }
    int visit = day();
    visit(now, band(now), visit < 0 ? visit : Math.min(visit, day - 1));
    return !other && well && now <= 7 && day >= 200 && day < 365;
  }

  private int daysOnTreatment() {
    if (draw.is(Rate.FIRST_MONTHS)) {
      return draw.from(20, 199);
    }
    return draw.is(Rate.FIRST_YEAR) ? draw.from(200, 364) : draw.from(365, 1200);
  }

  /** The vIGA-AD that goes with an EASI, by the bands that the release uses. */
  private static int band(double easi) {
    return easi < 0.05 ? 0 : easi <= 1 ? 1 : easi <= 7 ? 2 : easi <= 21 ? 3 : 4;
  }

  private Optional<Table.Row> label(double kilograms) {
    Table doses = Release.table("dosing/us-label/dose");
    Situation situation = Release.rules().situation();
    DataElement age = Release.rules().element("age_months");
    DataElement weight = Release.rules().element("weight_kg");
    situation.set(age, DataValue.of(BigDecimal.valueOf(months), List.of()));
    situation.set(weight, DataValue.of(BigDecimal.valueOf(kilograms), List.of()));
    return doses.rows().stream()
        .filter(row -> doses.holds(row, situation))
        .filter(row -> row.outputs().containsKey(Release.rules().element("maintenance_mg")))
        .findFirst();
  }

  private static String output(Table.Row row, String element) {
    return String.valueOf(row.outputs().get(Release.rules().element(element)));
  }
}
