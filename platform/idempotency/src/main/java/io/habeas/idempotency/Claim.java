package io.habeas.idempotency;

import java.time.Duration;
import java.time.Instant;

/**
 * A key as somebody uses it.
 *
 * @param owner whose key it is
 * @param key the hash of the key as sent, in hex
 * @param bodyHash SHA-256 of operation and body
 * @param at when, security time
 * @param kept how long the answer is kept
 */
record Claim(String owner, String key, byte[] bodyHash, Instant at, Duration kept) {}
