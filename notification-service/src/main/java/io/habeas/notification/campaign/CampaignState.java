package io.habeas.notification.campaign;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether a campaign is being sent. */
public enum CampaignState {
  RUNNING,
  PAUSED,
  /** Everything is settled; late bounces may still come. */
  COMPLETED,
  /** What it told was taken back: nothing more is sent. */
  CANCELLED;

  /** Whether nothing more is sent. */
  public boolean isFinal() {
    return this == COMPLETED || this == CANCELLED;
  }

  /** As the API and the database write it. */
  @JsonValue
  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }

  static CampaignState of(String slug) {
    return valueOf(slug.toUpperCase(Locale.ROOT));
  }
}
