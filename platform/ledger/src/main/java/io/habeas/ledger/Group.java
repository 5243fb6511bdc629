package io.habeas.ledger;

import java.util.List;
import java.util.Map;

/**
 * Something that happened to many subjects at once, to be kept as one entry that each of them can
 * prove their part of.
 *
 * @param action noun.pastParticiple, e.g. {@code notice.settled}
 * @param actor as in an {@link Entry}
 * @param details what is the same for all, as in an {@link Entry}; nothing that tells of a single
 *     one, for it is never forgotten
 * @param members each subject once
 */
public record Group(String action, String actor, Map<String, ?> details, List<Member> members) {}
