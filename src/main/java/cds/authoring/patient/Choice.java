package cds.authoring.patient;

import cds.knowledge.Terminology.Concept;

/**
 * Something that a patient can have.
 *
 * @param id what a form sends for it
 * @param title in words
 * @param concept the code that a chart holds for it
 */
public record Choice(String id, String title, Concept concept) {}
