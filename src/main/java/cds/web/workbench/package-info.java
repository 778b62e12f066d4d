/** The pages on which informaticians write, check, try, compare, approve and release rules. */
@NullMarked
package cds.web.workbench;

import org.jspecify.annotations.NullMarked;
