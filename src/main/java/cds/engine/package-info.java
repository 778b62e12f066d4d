/** Runs decision tables on Drools, applies hit policies and combines criteria to verdicts. */
@NullMarked
package cds.engine;

import org.jspecify.annotations.NullMarked;
