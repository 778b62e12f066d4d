package cds.authoring.compare;

import cds.knowledge.RuleFiles;

/** The texts of the release that decides now. */
@FunctionalInterface
public interface LiveTexts {

  /** All of them. */
  RuleFiles texts();
}
