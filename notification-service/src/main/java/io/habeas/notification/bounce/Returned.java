package io.habeas.notification.bounce;

import io.habeas.notification.campaign.Campaign;
import java.util.UUID;

/** The delivery that a token names, now that we know that we made it. */
record Returned(Campaign campaign, UUID subjectId, int attempt) {}
