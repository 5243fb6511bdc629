package io.habeas.consent.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An answer with all that is needed to work it out again.
 *
 * @param subjectId whom it is about
 * @param decision allow or deny
 * @param rule the rule that decided
 * @param evidence what it rests on
 * @param validUntil who acts later asks again
 * @param unsubscribe of a mail that people can switch off: the token of its unsubscribe link
 */
public record Decision(
    UUID subjectId,
    Outcome decision,
    Rule rule,
    Evidence evidence,
    Instant validUntil,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String unsubscribe) {

  /** Allow or deny. */
  public enum Outcome {
    ALLOW,
    DENY;

    /** As the API names it. */
    @JsonValue
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What a decision rests on.
   *
   * @param preferenceVersion the choice that was read, if there was one
   * @param rulesVersion the version of rules and registry, {@code rules.registry}
   * @param at the instant, business time
   */
  public record Evidence(@Nullable UUID preferenceVersion, String rulesVersion, Instant at) {}
}
