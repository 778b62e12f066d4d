package cds.knowledge;

import java.util.List;

/**
 * What a card says about a finding; one text per finding code.
 *
 * @param code code in our finding code system
 * @param rule rule folder that owns it
 * @param topic code in our topic code system
 * @param before services that show it before the first dose (and after a stopped course)
 * @param onTreatment services that show it on treatment
 * @param limit time limit that begins the summary of an emergency ("Same day"); empty otherwise
 * @param rides services in which it never makes a card of its own
 * @param besideEmergency whether it may ride on an emergency it has nothing to do with: what is not
 *     known must be said there too
 * @param corrects whether a corrected order goes with it, where orders are signed
 * @param withVerdict whether it belongs to the verdict, so that it is silent where no verdict is
 *     asked
 * @param removes boolean element of an order: whether the removal of that order goes with it; empty
 *     for none
 * @param summary one sentence, a template over data elements
 * @param detail more, a template; may be empty
 * @param action what to do, in one sentence
 */
public record FindingText(
    String code,
    String rule,
    String topic,
    List<String> before,
    List<String> onTreatment,
    String limit,
    List<String> rides,
    boolean besideEmergency,
    boolean corrects,
    boolean withVerdict,
    String removes,
    String summary,
    String detail,
    String action) {}
