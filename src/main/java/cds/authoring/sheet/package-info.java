/**
 * Decision tables, cases, numbers and texts as files that people edit: as grids, as spreadsheets,
 * as YAML whose other lines stay as they are. Nothing here knows what a rule means.
 */
@NullMarked
package cds.authoring.sheet;

import org.jspecify.annotations.NullMarked;
