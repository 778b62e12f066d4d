package cds.web.page;

/**
 * A part of the service and how it is.
 *
 * @param name what it is
 * @param works whether it works
 * @param says its state in a sentence; no secret, no path, no address
 */
record Part(String name, boolean works, String says) {}
