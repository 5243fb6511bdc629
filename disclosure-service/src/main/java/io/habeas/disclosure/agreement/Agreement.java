package io.habeas.disclosure.agreement;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;

/**
 * An agreement. It is never changed; a new number follows it.
 *
 * @param id its id
 * @param processorId with whom
 * @param number from 1, by processor
 * @param signedBy the offices that signed for either side, never people's names
 * @param validFrom its first day, UTC
 * @param validUntil its last day, UTC
 * @param purposes what data may be used for
 * @param fields what may be released
 * @param retentionDays how long the processor may keep it
 * @param transferMechanism what covers a transfer abroad
 * @param subProcessors whom the processor may pass it on to
 * @param concludedAt when it was entered here
 */
public record Agreement(
    UUID id,
    UUID processorId,
    int number,
    Set<String> signedBy,
    LocalDate validFrom,
    LocalDate validUntil,
    Set<String> purposes,
    Set<String> fields,
    int retentionDays,
    TransferMechanism transferMechanism,
    Set<String> subProcessors,
    Instant concludedAt) {

  /** Whether it is in force at this instant. */
  public boolean isInForce(Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    return !today.isBefore(validFrom) && !today.isAfter(validUntil);
  }

  /** Whether it allows these fields for this purpose. */
  public boolean allows(String purpose, Set<String> asked) {
    return purposes.contains(purpose) && fields.containsAll(asked);
  }
}
