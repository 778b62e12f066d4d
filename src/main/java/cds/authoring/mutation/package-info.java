/**
 * How well cases prove tables: every small mistake that can be made in one must make a case fail.
 */
@NullMarked
package cds.authoring.mutation;

import org.jspecify.annotations.NullMarked;
