package cds.chart;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of data a CDS Hooks client sends or a FHIR server is asked for, by prefetch key. */
public enum DataKind {
  PATIENT("patient", "Patient"),
  OBSERVATIONS("observations", "Observation"),
  CONDITIONS("conditions", "Condition"),
  MEDICATIONS("medications", "MedicationRequest"),
  MEDICATION_STATEMENTS("medicationStatements", "MedicationStatement"),
  ADMINISTRATIONS("administrations", "MedicationAdministration"),
  IMMUNIZATIONS("immunizations", "Immunization"),
  ALLERGIES("allergies", "AllergyIntolerance"),
  QUESTIONNAIRES("questionnaires", "QuestionnaireResponse");

  private final String key;
  private final String resourceType;

  DataKind(String key, String resourceType) {
    this.key = key;
    this.resourceType = resourceType;
  }

  /** The prefetch key. */
  public String key() {
    return key;
  }

  /** The FHIR resource type this kind consists of. */
  public String resourceType() {
    return resourceType;
  }

  /** The kind with this prefetch key, if there is one. */
  public static Optional<DataKind> ofKey(String key) {
    return Arrays.stream(values()).filter(kind -> kind.key.equals(key)).findFirst();
  }

  /** The kind that consists of this FHIR resource type, if there is one. */
  public static Optional<DataKind> ofResourceType(String type) {
    return Arrays.stream(values()).filter(kind -> kind.resourceType.equals(type)).findFirst();
  }
}
