/** Decision tables in words: what a cell takes, when a row holds, what then holds. */
@NullMarked
package cds.authoring.words;

import org.jspecify.annotations.NullMarked;
