package io.habeas.notification.delivery;

import java.time.Instant;
import java.util.UUID;

/**
 * A failure for good that was told after the acceptance.
 *
 * @param reason a short code
 * @param at business time
 * @param entryId the ledger's, of the bounce
 */
public record Bounce(
    UUID campaign, UUID subject, Channel channel, String reason, Instant at, UUID entryId) {}
