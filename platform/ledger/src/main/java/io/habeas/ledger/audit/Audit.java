package io.habeas.ledger.audit;

import io.habeas.ledger.merkle.Frontier;
import io.habeas.ledger.note.NoteKey;
import io.habeas.ledger.note.SignedNote;
import io.habeas.ledger.record.Commitments;
import io.habeas.ledger.record.GroupRoot;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One reading of one log, row by row in the order of their indexes, in memory of about log2(size)
 * hashes and the published checkpoints. Whoever can write to the database can make rows and nodes
 * agree with each other; what they cannot reach is the witness, so its checkpoints decide.
 */
public final class Audit {
  private final NavigableMap<Long, byte[]> published = new TreeMap<>();
  private final Frontier tree = new Frontier();
  private long agreed;
  private Finding.@Nullable Broken broken;

  /** An audit against what the witness holds; a checkpoint that the key did not sign breaks it. */
  public Audit(NoteKey key, List<SignedNote> checkpoints) {
    for (SignedNote note : checkpoints) {
      long size = note.checkpoint().size();
      if (!note.isBy(key)) {
        fail(
            size,
            "the checkpoint of size " + size + " in the witness is not signed by the log's key");
        return;
      }
      published.put(size, note.checkpoint().root());
    }
  }

  /** Whether something is wrong already. */
  public boolean isBroken() {
    return broken != null;
  }

  /** Reads the next row; false when there is nothing more to learn. */
  public boolean read(SealedRow row) {
    if (broken == null) {
      check(row);
    }
    return broken == null;
  }

  /**
   * Reads the commitments that lie beside the entry just read, if it is a group's; false when there
   * is nothing more to learn.
   */
  public boolean read(SealedRow row, @Nullable Commitments commitments) {
    if (broken == null) {
      check(row, commitments);
    }
    return broken == null;
  }

  /**
   * Ends the reading.
   *
   * @param counted how many entries the database itself says are sealed
   */
  public Finding end(long counted) {
    if (broken != null) {
      return broken;
    }
    long size = tree.size();
    long promised = published.isEmpty() ? 0 : published.lastKey();
    if (size < promised) {
      return new Finding.Broken(
          size, "cut off: %d entries were published, %d are there".formatted(promised, size));
    }
    if (size != counted) {
      return new Finding.Broken(
          Math.min(size, counted), "%d entries were sealed, %d are there".formatted(counted, size));
    }
    return new Finding.Intact(size, tree.root());
  }

  private void check(SealedRow row) {
    long index = tree.size();
    if (row.index() != index) {
      fail(index, "removed: the next entry that is there has index " + row.index());
    } else if (row.leaf() == null) {
      fail(index, "removed: its place in the log is empty");
    } else if (row.sealedHash() == null) {
      fail(index, "its hash was removed from the tree");
    } else if (!Arrays.equals(row.leaf().hash(), row.sealedHash())) {
      fail(index, "edited: the entry is not the one that was sealed");
    } else if (row.record() != null && !row.record().commitsTo(row.leaf().commitment())) {
      fail(index, "edited: the record is not the one that the entry commits to");
    } else {
      tree.append(row.sealedHash(), (_, _, _) -> {});
      compare();
    }
  }

  private void check(SealedRow row, @Nullable Commitments commitments) {
    Optional<GroupRoot> named = row.group();
    if (row.record() == null && commitments != null) {
      fail(row.index(), "removed: the record that names its members");
    } else if (named.isEmpty() && commitments != null) {
      fail(row.index(), "inserted: the entry has no members, and commitments lie beside it");
    } else if (named.isPresent() && commitments == null) {
      fail(row.index(), "removed: the commitments of its members");
    } else if (named.isPresent() && !named.get().isOf(Objects.requireNonNull(commitments))) {
      fail(row.index(), "edited: the commitments of its members are not those that it names");
    }
  }

  private void compare() {
    byte[] root = published.get(tree.size());
    if (root == null) {
      return;
    }
    if (Arrays.equals(root, tree.root())) {
      agreed = tree.size();
    } else {
      fail(
          agreed,
          "rewritten: entries %d to %d are not those that were published"
              .formatted(agreed, tree.size() - 1));
    }
  }

  private void fail(long index, String what) {
    broken = new Finding.Broken(index, what);
  }
}
