package cds.cdshooks;

/** A CDS Hooks Coding (not FHIR's): code, system and display. */
public record Coding(String code, String system, String display) {}
