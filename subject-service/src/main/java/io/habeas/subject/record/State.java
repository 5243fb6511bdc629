package io.habeas.subject.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be done with a subject's data. */
@Schema(name = "SubjectState")
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
