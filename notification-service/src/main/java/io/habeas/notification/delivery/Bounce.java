package io.habeas.notification.delivery;

import java.util.UUID;

/**
 * A failure for good that was told after the acceptance.
 *
 * @param reason a short code
 * @param entryId the ledger's, of the bounce
 */
public record Bounce(UUID campaign, UUID subject, Channel channel, String reason, UUID entryId) {}
