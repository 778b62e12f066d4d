/** People sign in, are let in, and are seen in what they did. */
@NullMarked
package cds.web.people;

import org.jspecify.annotations.NullMarked;
