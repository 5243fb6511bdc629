package io.habeas.disclosure.processor;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * A recipient of data.
 *
 * @param id its id, the {@code processor_id} of its tokens
 * @param name its name
 * @param category what it does for us
 * @param country where it works, ISO 3166-1 alpha-2
 * @param policyUrl its own privacy policy, https
 * @param state whether it may receive anything now
 * @param version grows with each change
 * @param changedAt when it was changed last
 */
public record Processor(
    UUID id,
    String name,
    Category category,
    String country,
    String policyUrl,
    State state,
    int version,
    Instant changedAt) {

  /** Whether a processor may receive data. */
  public enum State {
    /** It may, as its agreement allows. */
    LIVE,
    /** Not now. */
    SUSPENDED,
    /** Not any more. */
    ENDED;

    /** As API and database name it. */
    @JsonValue
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    static State of(String label) {
      return valueOf(label.toUpperCase(Locale.ROOT));
    }
  }

  /** The same with what an editor may change, one version on. */
  Processor changed(
      String newName, String newCountry, String newPolicyUrl, State newState, Instant at) {
    return new Processor(
        id, newName, category, newCountry, newPolicyUrl, newState, version + 1, at);
  }
}
