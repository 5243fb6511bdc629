package io.habeas.notification.campaign;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a campaign tells. */
public enum CampaignKind {
  /** That a version comes. */
  NOTICE,
  /** That an announced one does not come. */
  WITHDRAWAL,
  /** That an announced one comes later than was said. */
  POSTPONEMENT;

  /** Whether it corrects a notice that went out before. */
  public boolean corrects() {
    return this != NOTICE;
  }

  /** As the API and the database write it. */
  @JsonValue
  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }

  static CampaignKind of(String slug) {
    return valueOf(slug.toUpperCase(Locale.ROOT));
  }
}
