package io.habeas.ledger;

import com.github.f4b6a3.uuid.UuidCreator;
import io.habeas.bucket.Bucket;
import io.habeas.clock.BusinessClock;
import io.habeas.ledger.record.Commitments;
import io.habeas.ledger.record.GroupRoot;
import io.habeas.ledger.record.Leaf;
import io.habeas.ledger.record.SaltedGroup;
import io.habeas.ledger.record.SaltedRecord;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Writes entries in the caller's transaction: they are there exactly when what they record is. One
 * statement for any number of them, no lock and no row that two writers share.
 */
@Singleton
public class Ledger {
  private final BusinessClock clock;
  private final EntryStore entries = new EntryStore();

  Ledger(BusinessClock clock) {
    this.clock = clock;
  }

  /** Appends one entry. */
  public Uni<Void> append(SqlConnection tx, Entry entry) {
    return appendAll(tx, List.of(entry));
  }

  /** Appends several entries. */
  public Uni<Void> appendAll(SqlConnection tx, List<Entry> several) {
    Map<UUID, Entry> byId = new LinkedHashMap<>();
    several.forEach(entry -> byId.put(UuidCreator.getTimeOrderedEpoch(), entry));
    return appendAll(tx, byId);
  }

  /** Appends entries under ids (UUIDv7) of the caller's, who can ask for their proofs by them. */
  public Uni<Void> appendAll(SqlConnection tx, Map<UUID, Entry> byId) {
    if (byId.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Instant at = clock.now();
    boolean moved = clock.moved();
    List<WrittenEntry> written = new ArrayList<>(byId.size());
    byId.forEach(
        (id, entry) -> {
          SaltedRecord record = SaltedRecord.of(entry.subjectId(), entry.details());
          written.add(written(id, entry, record, at, moved));
        });
    return entries.insert(tx, written);
  }

  /**
   * Appends what happened to many as one entry, under an id (UUIDv7) of the caller's; of nobody, it
   * appends nothing.
   */
  public Uni<Void> appendGroup(SqlConnection tx, UUID id, Group group) {
    return group.members().isEmpty()
        ? Uni.createFrom().voidItem()
        : entries.insert(tx, written(id, group, clock.now(), clock.moved()));
  }

  /**
   * Deletes a subject's records and with them the salts: the leaves go on verifying and say nothing
   * about the subject any more.
   */
  public Uni<Void> forget(SqlConnection tx, UUID subjectId) {
    return entries.deleteRecordsOf(tx, subjectId);
  }

  private static WrittenGroup written(UUID id, Group group, Instant at, boolean moved) {
    SaltedGroup members =
        SaltedGroup.of(
            group.members().stream()
                .map(each -> SaltedRecord.content(each.subjectId(), each.details()))
                .toList());
    Commitments commitments = members.commitments();
    SaltedRecord record = SaltedRecord.ofGroup(GroupRoot.of(commitments), group.details());
    Entry entry = new Entry(group.action(), group.actor(), null, group.details());
    return new WrittenGroup(
        written(id, entry, record, at, moved),
        commitments,
        group.members().stream().map(Member::subjectId).toList(),
        members);
  }

  private static WrittenEntry written(
      UUID id, Entry entry, SaltedRecord record, Instant at, boolean moved) {
    UUID spread = entry.subjectId() == null ? id : entry.subjectId();
    Leaf leaf =
        new Leaf(
            id,
            at.atOffset(ZoneOffset.UTC).getYear(),
            at,
            moved,
            Bucket.of(spread),
            entry.action(),
            entry.actor(),
            record.commitment());
    return new WrittenEntry(leaf, entry.subjectId(), record);
  }
}
