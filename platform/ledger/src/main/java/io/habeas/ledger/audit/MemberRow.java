package io.habeas.ledger.audit;

import io.habeas.ledger.record.SaltedRecord;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the database holds of one member of a group.
 *
 * @param index the group's place in the log, if it is sealed
 * @param place the member's place in the group
 * @param bucket of the subject, as the row says
 * @param subjectId whose it is, as the row says
 * @param commitment what the group has at that place, if it has that place
 */
public record MemberRow(
    @Nullable Long index,
    int place,
    int bucket,
    UUID subjectId,
    SaltedRecord record,
    byte @Nullable [] commitment) {}
