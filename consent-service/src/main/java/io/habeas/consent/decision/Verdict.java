package io.habeas.consent.decision;

/** What the rules say, and by which rule. */
sealed interface Verdict {

  /** The rule that decided. */
  Rule rule();

  /** We may. */
  record Allowed(Rule rule) implements Verdict {}

  /** We may not. */
  record Denied(Rule rule) implements Verdict {}
}
