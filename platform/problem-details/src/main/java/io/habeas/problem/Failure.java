package io.habeas.problem;

import java.util.Map;

/**
 * A refusal in the words of the domain. Each service has one sealed type of them; none knows HTTP.
 */
public interface Failure {

  /** What it means to the caller. */
  Kind kind();

  /**
   * The stable name in kebab-case; {@code urn:habeas:problem:<code>} is the problem's {@code type}.
   */
  String code();

  /** The same short sentence each time this code occurs. */
  String title();

  /** What happened this time and what to do about it; no personal data. */
  String detail();

  /** More members of the problem object: the rule, the evidence, a date; no personal data. */
  default Map<String, Object> extensions() {
    return Map.of();
  }
}
