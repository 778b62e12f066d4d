package cds.insight;

/**
 * What counts of findings are grouped by.
 *
 * @param rule rule folder
 * @param version its version
 * @param code code of the finding
 * @param release hash of the release
 */
public record ShownKey(String rule, String version, String code, String release) {}
