package io.habeas.notification.policy;

import java.time.Instant;
import java.util.Map;

/**
 * Why what was announced does not come, or not when it was said.
 *
 * @param reason by language, as it is published
 * @param promisedAt the date that had been announced
 */
public record Correction(Map<String, String> reason, Instant promisedAt, Instant at) {}
