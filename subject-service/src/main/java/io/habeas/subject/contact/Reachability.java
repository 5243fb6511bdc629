package io.habeas.subject.contact;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a sender learned about a contact point.
 *
 * @param subjectId whose it is
 * @param contactPointId which one
 * @param state whether it can be reached
 * @param at when that was learned
 */
public record Reachability(
    @NotNull UUID subjectId,
    @NotNull UUID contactPointId,
    @NotNull State state,
    @NotNull Instant at) {

  /** Whether a contact point can be reached. */
  @Schema(name = "ReachabilityState")
  public enum State {
    @JsonProperty("unknown")
    UNKNOWN,
    @JsonProperty("reachable")
    REACHABLE,
    @JsonProperty("unreachable")
    UNREACHABLE;

    /** The name in the API and in the database. */
    public String slug() {
      return name().toLowerCase(Locale.ROOT);
    }

    static State of(String slug) {
      return valueOf(slug.toUpperCase(Locale.ROOT));
    }
  }
}
