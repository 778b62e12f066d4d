package cds.record;

import java.time.Instant;

/**
 * A request as it came, encrypted.
 *
 * @param decision id of its decision
 * @param key id of the key
 * @param at when it was kept, to the microsecond
 * @param content nonce and ciphertext (AES-256-GCM)
 */
@SuppressWarnings("ArrayRecordComponent") // Nothing compares or prints these.
record KeptRequest(String decision, String key, Instant at, byte[] content) {}
