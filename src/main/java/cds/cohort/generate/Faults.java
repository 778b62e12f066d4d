package cds.cohort.generate;

/**
 * How often a line, or a patient, has a fault that exports have; what is wrong with one value of a
 * patient stands in the steps of the model.
 *
 * @param absolute percent of the lines whose reference to the patient is absolute
 * @param base what stands before an absolute reference, with its last slash
 * @param uuid percent of the patients who are referred to as {@code urn:uuid}
 * @param twice percent of the lines that stand there twice
 * @param withoutPatient percent of the patients who have no line of their own
 * @param cut lines in a million that end in their middle
 * @param ofNobody lines in a million that do not say whose they are
 */
record Faults(
    double absolute,
    String base,
    double uuid,
    double twice,
    double withoutPatient,
    double cut,
    double ofNobody) {

  /** A clean export. */
  static final Faults NONE = new Faults(0, "", 0, 0, 0, 0, 0);
}
