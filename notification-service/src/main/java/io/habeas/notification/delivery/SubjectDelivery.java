package io.habeas.notification.delivery;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One notice as its subject sees it. */
public record SubjectDelivery(
    UUID campaignId,
    DeliveryState state,
    @Nullable String language,
    @Nullable Instant acceptedAt,
    @Nullable UUID entryId) {}
