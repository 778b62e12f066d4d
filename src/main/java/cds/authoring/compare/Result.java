package cds.authoring.compare;

import java.util.List;
import java.util.Map;

/**
 * What a comparison found.
 *
 * @param patients how many patients
 * @param calls how many calls both releases answered
 * @param unanswered how many calls one or both could not answer
 * @param changedCalls how many calls are answered otherwise
 * @param changed patients with at least one such call, in their order
 * @param groups the differences, those that matter most first
 * @param urgencies by the word for the urgency, the most urgent first: how many findings are shown
 * @param burden cards by service, and of all services
 * @param examples calls to look at, with both answers
 * @param notes what a reader must know
 */
public record Result(
    int patients,
    int calls,
    int unanswered,
    int changedCalls,
    List<ChangedPatient> changed,
    List<Group> groups,
    Map<String, Pair> urgencies,
    List<Burden> burden,
    List<Example> examples,
    List<String> notes) {

  /**
   * A patient whose answers differ.
   *
   * @param id id of the patient
   * @param changes how, by service
   */
  public record ChangedPatient(String id, Map<String, List<Change>> changes) {}

  /**
   * One kind of difference.
   *
   * @param change what it is
   * @param patients in how many patients
   * @param calls in how many calls
   * @param examples numbers of up to ten examples
   */
  public record Group(Change change, int patients, int calls, List<Integer> examples) {}

  /**
   * How much one service says.
   *
   * @param service id of the service; empty for all together
   * @param calls how many calls
   * @param cards cards by indicator, the most urgent first, then all together
   * @param speaking calls with at least one card
   * @param patients patients with at least one card
   */
  public record Burden(
      String service, int calls, Map<String, Pair> cards, Pair speaking, Pair patients) {}

  /**
   * A call whose answers differ.
   *
   * @param patient id of the patient
   * @param service id of the service
   * @param decision id of the recorded decision; empty when there is none
   * @param before what the live release answers
   * @param after what the draft answers
   * @param changes how they differ
   */
  public record Example(
      String patient,
      String service,
      String decision,
      Answer before,
      Answer after,
      List<Change> changes) {}
}
