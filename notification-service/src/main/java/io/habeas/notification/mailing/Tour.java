package io.habeas.notification.mailing;

import io.habeas.notification.campaign.Campaign;
import io.habeas.notification.policy.PolicyVersion;

/** What a lane carries along: the campaign, the version that it tells of, and its texts. */
record Tour(Campaign campaign, PolicyVersion version, Texts texts) {

  static Tour of(Campaign campaign, PolicyVersion version) {
    return new Tour(campaign, version, new Texts(version));
  }
}
