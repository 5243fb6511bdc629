package io.habeas.disclosure.release;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A release that was asked for, as it is kept: which fields, never what was in them.
 *
 * @param id its id
 * @param subjectId about whom
 * @param processorId to whom
 * @param agreementId under which agreement, if one was in force
 * @param purpose what for
 * @param fields which fields
 * @param gate the gate that stopped it, or {@link Gate#RELEASED}
 * @param evidence what the gate rested on
 * @param transferMechanism what covered the transfer, if it was released
 * @param fieldsSha256 hash of what was given, if it was released
 * @param at when
 */
record Release(
    UUID id,
    UUID subjectId,
    UUID processorId,
    @Nullable UUID agreementId,
    String purpose,
    Set<String> fields,
    Gate gate,
    String evidence,
    @Nullable String transferMechanism,
    @Nullable String fieldsSha256,
    Instant at) {

  boolean isReleased() {
    return gate == Gate.RELEASED;
  }

  String outcome() {
    return isReleased() ? "released" : "refused";
  }
}
