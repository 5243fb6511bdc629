package io.habeas.refusal;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One request that was refused.
 *
 * @param actor who asked, as {@code Caller.id()} says
 * @param operation what was asked for, {@code Class.method}
 * @param rule why not, the problem's code
 * @param subjectId whom it would have concerned, if the path says
 * @param purpose the purpose that was named, if that is what was refused
 */
record Refusal(
    String actor,
    String operation,
    String rule,
    @Nullable UUID subjectId,
    @Nullable String purpose) {

  /** What counts as the same refusal again. */
  String sameAs() {
    return rule + " " + operation;
  }
}
