package io.habeas.ledger.record;

import io.habeas.ledger.merkle.Hashes;
import java.util.List;

/**
 * The records of a group's members, each with a salt of its own: what {@link SaltedRecord} is, for
 * many at the price of one.
 *
 * @param records canonical JSON as a {@link SaltedRecord} has it, in the order of their places
 * @param salts {@link SaltedRecord#SALT_SIZE} random bytes each, one after the other
 */
public record SaltedGroup(List<String> records, byte[] salts) {

  /** Those records with fresh salts. */
  public static SaltedGroup of(List<String> records) {
    return new SaltedGroup(records, SaltedRecord.salts(records.size()));
  }

  /** What each of them commits to. */
  public Commitments commitments() {
    Committer committer = new Committer();
    byte[] commitments = new byte[records.size() * Hashes.SIZE];
    for (int place = 0; place < records.size(); place++) {
      committer.commit(
          records.get(place),
          salts,
          place * SaltedRecord.SALT_SIZE,
          commitments,
          place * Hashes.SIZE);
    }
    return new Commitments(commitments);
  }

  /** Names nobody: a record may not leak by being logged. */
  @Override
  public String toString() {
    return "SaltedGroup[***]";
  }
}
