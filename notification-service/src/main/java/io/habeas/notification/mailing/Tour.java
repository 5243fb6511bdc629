package io.habeas.notification.mailing;

import io.habeas.notification.campaign.Campaign;
import io.habeas.notification.policy.PolicyVersion;

/** What a lane carries along: the campaign and the version that it tells of. */
record Tour(Campaign campaign, PolicyVersion version) {}
