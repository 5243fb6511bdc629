package io.habeas.notification.delivery;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whom no channel reaches, so that the policy page must tell them.
 *
 * @param channel the last one that was tried
 * @param reason a short code of why it failed
 * @param bouncedAt business time
 */
public record Covered(
    UUID subjectId,
    Channel channel,
    DeliveryState state,
    @Nullable String reason,
    @Nullable Instant bouncedAt) {}
