package io.habeas.ledger.audit;

import io.habeas.bucket.Bucket;
import org.jspecify.annotations.Nullable;

/**
 * One reading of a log's members in any order, after an {@link Audit} has found their commitments
 * to be those that were sealed. A member that is not there was forgotten with its subject, which is
 * no finding; one that is there must be what was committed to, at its place and under its subject,
 * where forgetting would find it.
 */
public final class MemberAudit {
  private final Finding.Intact log;
  private Finding.@Nullable Broken first;

  /** An audit of the members of a log that is intact otherwise. */
  public MemberAudit(Finding.Intact log) {
    this.log = log;
  }

  /** Reads the next one. */
  public void read(MemberRow row) {
    if (row.commitment() == null) {
      fail(row, "inserted: it has no member %d");
    } else if (!row.record().commitsTo(row.commitment())) {
      fail(row, "edited: its member %d is not the one that it commits to");
    } else if (!row.record().isOf(row.subjectId()) || row.bucket() != Bucket.of(row.subjectId())) {
      fail(row, "edited: its member %d lies under another subject");
    }
  }

  /** Ends the reading: names the first entry that is wrong. */
  public Finding end() {
    return first == null ? log : first;
  }

  private void fail(MemberRow row, String what) {
    long index = row.index() == null ? log.size() : row.index();
    if (first == null || index < first.firstBadIndex()) {
      first = new Finding.Broken(index, what.formatted(row.place()));
    }
  }
}
