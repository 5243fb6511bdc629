package io.habeas.notification.bounce;

import io.habeas.notification.campaign.Campaign;
import io.habeas.notification.delivery.Channel;
import java.util.UUID;

/** The delivery that something came back of, now that we know that it is ours. */
record Returned(Campaign campaign, UUID subjectId, Channel channel, int attempt) {}
