/**
 * What an operator asks of the record at the command line: {@code java -jar <jar> <command> [words]
 * [--option=value]}. No server is started.
 */
@NullMarked
package cds.command;

import org.jspecify.annotations.NullMarked;
