package io.habeas.notification.delivery;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What came back about a delivery.
 *
 * @param kind {@code failed}, {@code delayed}, {@code delivered} or {@code complaint}
 * @param status enhanced (RFC 3463), or the type of the complaint
 * @param at business time
 */
public record Reported(
    UUID campaignId, Channel channel, String kind, @Nullable String status, Instant at) {}
