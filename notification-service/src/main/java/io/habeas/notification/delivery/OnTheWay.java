package io.habeas.notification.delivery;

import java.util.UUID;

/** A delivery that a carrier knows by an id of its own. */
public record OnTheWay(
    UUID campaignId, UUID subjectId, Channel channel, int attempt, DeliveryState state) {}
