package io.habeas.subject.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What may be done with a subject's data. */
public enum State {
  /** What the purposes permit. */
  @JsonProperty("active")
  ACTIVE,
  /** Stored; used only where law demands it (GDPR Art. 18). */
  @JsonProperty("restricted")
  RESTRICTED,
  /** As restricted, because it may be a minor's. */
  @JsonProperty("quarantined")
  QUARANTINED,
  /** Gone. */
  @JsonProperty("erased")
  ERASED;

  /** The name in the API and in the database. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The state of this name. */
  public static State of(String slug) {
    return valueOf(slug.toUpperCase(Locale.ROOT));
  }
}
