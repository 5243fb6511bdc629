package io.habeas.ledger.audit;

import io.habeas.ledger.record.GroupRoot;
import io.habeas.ledger.record.Leaf;
import io.habeas.ledger.record.SaltedRecord;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the database holds of one sealed entry.
 *
 * @param index its place in the log
 * @param leaf its entry, if the row is still there
 * @param sealedHash the hash that the tree was built with, if it is still there
 * @param record the record beside it, unless it went with its subject
 * @param grouped whether commitments of members lie beside it
 */
public record SealedRow(
    long index,
    @Nullable Leaf leaf,
    byte @Nullable [] sealedHash,
    @Nullable SaltedRecord record,
    boolean grouped) {

  /** Whether it is, or claims to be, an entry of many members. */
  public boolean isGroup() {
    return grouped || group().isPresent();
  }

  /** What its record names of its members. */
  Optional<GroupRoot> group() {
    return record == null ? Optional.empty() : GroupRoot.in(record.json());
  }
}
