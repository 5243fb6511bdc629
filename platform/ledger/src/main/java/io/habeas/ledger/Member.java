package io.habeas.ledger;

import java.util.Map;
import java.util.UUID;

/**
 * One subject's part of a {@link Group}; forgotten with the subject.
 *
 * @param details what is this subject's own, as in an {@link Entry}
 */
public record Member(UUID subjectId, Map<String, ?> details) {}
