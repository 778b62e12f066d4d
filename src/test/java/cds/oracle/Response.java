package cds.oracle;

import cds.oracle.RandomPatient.Measure;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Section 8: checkpoints of the response. */
final class Response {

  private final Facts facts;
  private final Scores scores;
  private final Doses doses;

  Response(Facts facts, Scores scores, Doses doses) {
    this.facts = facts;
    this.scores = scores;
    this.doses = doses;
  }

  void add(Findings findings) {
    if (!facts.onTreatment || facts.first == null) {
      return;
    }
    boolean early = !facts.today.isAfter(facts.first.plusDays(153));
    if (early) {
      week16(findings);
      month3(findings);
    }
    month6(findings);
    extension(findings);
  }

  private Change change(String tool, int from, int to) {
    return new Change(scores, tool, facts.first.plusDays(from), facts.first.plusDays(to));
  }

  /** Day 98 to 140: EASI by half, and from 18 years DLQI by 4. */
  private void week16(Findings findings) {
    Change easi = change("easi", 98, 140);
    Change dlqi = change("dlqi", 98, 140);
    boolean adult = facts.reaches(216);
    if (!adult) {
      if (facts.months != null && easi.comparable()) {
        boolean half = easi.fell(50);
        findings.add(
            half ? "RESPONSE_ADEQUATE_W16" : "RESPONSE_INADEQUATE_W16",
            half ? "info" : "soon",
            "MR");
      }
      return;
    }
    boolean unmet = easi.comparable() && !easi.fell(50);
    if (unmet || (easi.comparable() && dlqi.judged(4) && !dlqi.by(4))) {
      findings.add("RESPONSE_INADEQUATE_W16_NICE", "soon", "MR");
    } else if (easi.fell(50) && dlqi.by(4)) {
      findings.add("RESPONSE_ADEQUATE_W16", "info", "MR");
    } else if (easi.fell(50)) {
      findings.add("RESPONSE_W16_INCOMPLETE", "info", "R");
    }
  }

  /** Three months: the patient's global one better, and any of five falls. */
  private void month3(Findings findings) {
    Change global = change("patient-global", 70, 112);
    List<Boolean> items = new ArrayList<>();
    for (String tool : List.of("easi", "scorad")) {
      Change change = change(tool, 70, 112);
      if (change.comparable()) {
        items.add(change.fell(50));
      }
    }
    for (String tool : Scores.ITCH) {
      fall(items, change(tool, 70, 112), 3);
    }
    fall(items, change("dlqi", 70, 112), 4);
    fall(items, change("poem", 70, 112), 4);
    Boolean better = global.paired() ? global.by(1) : null;
    target(findings, "T2T_3MONTH", better, items, "routine");
  }

  private static void fall(List<Boolean> items, Change change, int points) {
    if (change.judged(points)) {
      items.add(change.by(points));
    }
  }

  /** Six months, from day 154 on and not older than 90 days: the optimal targets. */
  private void month6(Findings findings) {
    LocalDate from = facts.first.plusDays(154);
    LocalDate recent = facts.today.minusDays(90);
    LocalDate since = from.isAfter(recent) ? from : recent;
    Change global = new Change(scores, "patient-global", since, facts.today);
    List<Boolean> items = new ArrayList<>();
    share(items, new Change(scores, "easi", since, facts.today), 7);
    share(items, new Change(scores, "scorad", since, facts.today), 24);
    for (String tool : Scores.ITCH) {
      limit(items, new Change(scores, tool, since, facts.today), 4);
    }
    limit(items, new Change(scores, "dlqi", since, facts.today), 5);
    limit(items, new Change(scores, "poem", since, facts.today), 7);
    Boolean low = global.value().isPresent() ? global.atMost(2) : null;
    target(findings, "T2T_6MONTH", low, items, "soon");
  }

  private static void share(List<Boolean> items, Change change, int low) {
    if (change.value().isPresent()) {
      items.add(change.atMost(low) || change.fell(75));
    }
  }

  private static void limit(List<Boolean> items, Change change, int low) {
    if (change.value().isPresent()) {
      items.add(change.atMost(low));
    }
  }

  /** Met: global and one item. Not met: global missed, or items judged and none met. */
  private void target(
      Findings findings, String code, Boolean global, List<Boolean> items, String urgency) {
    boolean one = items.contains(true);
    if (Boolean.TRUE.equals(global) && one) {
      findings.add(code + "_MET", "info", "MR");
    } else if (Boolean.FALSE.equals(global) || (!items.isEmpty() && !one)) {
      if (Boolean.FALSE.equals(global) || !facts.incomplete("observations")) {
        findings.add(code + "_NOT_MET", urgency, "MR");
      }
    }
  }

  /** A year on the label's row and EASI low for half a year. */
  private void extension(Findings findings) {
    if (facts.first.isAfter(facts.today.minusDays(365)) || !doses.regimenIsLabel()) {
      return;
    }
    List<Measure> all =
        scores.values("easi").stream().filter(m -> m.date().isAfter(facts.first)).toList();
    Measure newest = scores.lately("easi", 90).filter(Response::low).orElse(null);
    if (newest == null) {
      return;
    }
    for (int i = all.size() - 1; i >= 0 && low(all.get(i)); i--) {
      if (!all.get(i).date().isAfter(newest.date().minusDays(182))) {
        findings.add("INTERVAL_EXTENSION_OFF_LABEL", "info", "MR");
      }
    }
  }

  private static boolean low(Measure m) {
    return m.value().compareTo(BigDecimal.valueOf(7)) <= 0;
  }
}
