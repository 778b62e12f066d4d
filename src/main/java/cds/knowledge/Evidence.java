package cds.knowledge;

import org.jspecify.annotations.Nullable;

/**
 * A source of {@code rules/sources.yaml}.
 *
 * @param key its key
 * @param label name with version and date
 * @param url address, or null when none is known
 */
public record Evidence(String key, String label, @Nullable String url) {}
