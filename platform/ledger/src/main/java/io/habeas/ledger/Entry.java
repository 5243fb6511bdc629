package io.habeas.ledger;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, to be kept.
 *
 * @param action noun.pastParticiple, e.g. {@code notice.accepted}
 * @param actor who did it, as {@code Caller.id()} says, or the part of the system; no personal data
 * @param subjectId whom it concerns, if anybody
 * @param details ids, versions, rules: text, whole numbers, booleans, lists and maps of them; no
 *     personal data
 */
public record Entry(
    String action, String actor, @Nullable UUID subjectId, Map<String, ?> details) {}
