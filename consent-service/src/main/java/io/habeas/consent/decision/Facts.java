package io.habeas.consent.decision;

import io.habeas.consent.preference.Choice;
import io.habeas.consent.subject.SubjectState;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known at the moment of a decision.
 *
 * @param subject the subject's state
 * @param choice what it chose for this purpose and channel, if it chose
 * @param preferenceVersion the id of that choice
 */
record Facts(SubjectState subject, @Nullable Choice choice, @Nullable UUID preferenceVersion) {

  static final Facts NONE = new Facts(SubjectState.UNKNOWN, null, null);
}
