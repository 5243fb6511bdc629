package io.habeas.notification.policy;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a version is on its way. */
public enum VersionState {
  /** Being written. */
  DRAFT,
  /** Everybody is being told; it does not bind yet. */
  ANNOUNCED,
  /** It binds. */
  IN_FORCE,
  /** It bound until the next one did. */
  SUPERSEDED,
  /** It was announced and will not come. */
  WITHDRAWN,
  /** It was announced, comes later than was said, and is announced anew before it does. */
  POSTPONED;

  /** As the API and the database write it. */
  @JsonValue
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static VersionState of(String slug) {
    return valueOf(slug.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
