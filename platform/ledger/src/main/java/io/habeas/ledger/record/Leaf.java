package io.habeas.ledger.record;

import io.habeas.ledger.merkle.Hashes;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

/**
 * What stays in the log for ever: what was done, when, by whom, and a commitment to the rest. Its
 * bytes are derived from its fields, never stored beside them, so that no field can be edited
 * without the hash noticing.
 *
 * @param id UUIDv7
 * @param log year of {@code at}: which log the leaf belongs to
 * @param at business time, microseconds
 * @param clockMoved whether the business clock was moved when this was written, as local and test
 *     builds can
 * @param bucket the subject's bucket
 * @param action noun.pastParticiple
 * @param actor {@code client:...} or {@code person:...}, without personal data
 * @param commitment of the {@link SaltedRecord}
 */
public record Leaf(
    UUID id,
    int log,
    Instant at,
    boolean clockMoved,
    int bucket,
    String action,
    String actor,
    byte[] commitment) {

  /** The fields as the canonical form names them; also how a proof shows the leaf. */
  public Map<String, Object> fields() {
    return Map.of(
        "id", id,
        "log", log,
        "at", at,
        "clockMoved", clockMoved,
        "bucket", bucket,
        "action", action,
        "actor", actor,
        "commitment", Base64.getEncoder().encodeToString(commitment));
  }

  /** The bytes that the tree hashes. */
  public byte[] bytes() {
    return CanonicalJson.bytes(fields());
  }

  /** The leaf's hash in the tree. */
  public byte[] hash() {
    return Hashes.leaf(bytes());
  }
}
