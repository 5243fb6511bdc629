package io.habeas.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.habeas.bucket.Bucket;
import io.habeas.ledger.merkle.MerkleTree;
import io.habeas.ledger.note.NoteSigner;
import io.habeas.ledger.note.SignedNote;
import io.habeas.ledger.proof.Proof;
import io.habeas.ledger.record.Commitments;
import io.habeas.ledger.record.Leaf;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes the proof of an entry, or of a subject's part of one, for those whom it concerns to keep.
 */
@Singleton
public class Proofs {
  /**
   * Primary keys of ledger_entry, ledger_record, ledger_group and ledger_member, index
   * ledger_leaf_of_entry.
   */
  private static final String PROVABLE =
      """
      select e.id, e.log, e.at, e.clock_moved, e.bucket, e.action, e.actor, e.commitment,
             r.subject_id, r.record, r.salt, l.index as place, c.note,
             g.commitments, m.place as member_place, m.record as member_record,
             m.salt as member_salt
      from ledger_entry e
      join ledger_record r on r.entry_id = e.id and r.log = e.log
      join ledger_leaf l on l.entry_id = e.id and l.log = e.log
      left join ledger_group g on g.entry_id = e.id and g.log = e.log
      left join ledger_member m
        on m.bucket = $2 and m.subject_id = $3 and m.entry_id = e.id and m.log = e.log
      join lateral (
        select note from ledger_checkpoint
        where log = e.log and published_at is not null and size > l.index
        order by size limit 1) c on true
      where e.id = $1
      """;

  /** From where each log's published part ends, index ledger_entry_in_order. */
  private static final String ALL_PUBLISHED =
      """
      with recursive logs as (
        select min(log) as log from ledger_entry
        union all
        select (select min(e.log) from ledger_entry e where e.log > logs.log)
        from logs where logs.log is not null)
      select not exists (
        select from logs
        left join lateral (
          select size, last_xid from ledger_checkpoint c
          where c.log = logs.log and c.published_at is not null
          order by size desc limit 1) c on true
        join ledger_entry e
          on e.log = logs.log and e.xid >= coalesce(c.last_xid, '0'::xid8) and e.at <= $1
        where not exists (
          select from ledger_leaf l
          where l.entry_id = e.id and l.log = e.log and l.index < c.size)) as published
      """;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Pool pool;
  private final NoteSigner signer;
  private final NodeStore nodes = new NodeStore();

  Proofs(Pool pool, NoteSigner signer) {
    this.pool = pool;
    this.signer = signer;
  }

  /** The proof; empty while the entry is not published yet or when its record is destroyed. */
  public Uni<Optional<Proof>> of(UUID entryId) {
    return find(Tuple.of(entryId, null, null), _ -> true);
  }

  /**
   * The proof of a subject's part of an entry, be it an entry of many or of this subject alone;
   * empty also when it is of others.
   */
  public Uni<Optional<Proof>> of(UUID entryId, UUID subjectId) {
    return find(
        Tuple.of(entryId, (short) Bucket.of(subjectId), subjectId),
        row ->
            row.getBuffer("commitments") == null
                ? subjectId.equals(row.getUUID("subject_id"))
                : row.getString("member_record") != null);
  }

  /** Whether the witness vouches for every entry up to an instant of business time. */
  public Uni<Boolean> areAllPublished(SqlClient client, Instant until) {
    return client
        .preparedQuery(ALL_PUBLISHED)
        .execute(Tuple.of(until.atOffset(ZoneOffset.UTC)))
        .map(rows -> rows.iterator().next().getBoolean("published"));
  }

  private Uni<Optional<Proof>> find(Tuple key, Predicate<Row> concerns) {
    return pool.preparedQuery(PROVABLE)
        .execute(key)
        .chain(
            rows ->
                rows.size() == 0 || !concerns.test(rows.iterator().next())
                    ? Uni.createFrom().item(Optional.empty())
                    : prove(rows.iterator().next()).map(Optional::of));
  }

  private Uni<Proof> prove(Row row) {
    Leaf leaf = EntryStore.leaf(row);
    long index = row.getLong("place");
    SignedNote note = SignedNote.parse(row.getString("note"));
    return nodes
        .compute(
            pool,
            leaf.log(),
            found -> MerkleTree.inclusionProof(index, note.checkpoint().size(), found))
        .map(path -> proof(row, leaf, index, path, note));
  }

  private Proof proof(Row row, Leaf leaf, long index, List<byte[]> path, SignedNote note) {
    return new Proof(
        new HashMap<>(leaf.fields()),
        parsed(row.getString("record")),
        part(row),
        row.getBuffer("salt").getBytes(),
        index,
        path,
        note.text(),
        signer.key(note.checkpoint().origin()).text(),
        Map.of());
  }

  private static Proof.@Nullable Part part(Row row) {
    if (row.getString("member_record") == null) {
      return null;
    }
    int place = row.getInteger("member_place");
    return new Proof.Part(
        parsed(row.getString("member_record")),
        row.getBuffer("member_salt").getBytes(),
        place,
        new Commitments(row.getBuffer("commitments").getBytes()).path(place));
  }

  private static Map<String, Object> parsed(String record) {
    try {
      return JSON.readValue(record, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a ledger record that is not JSON", e);
    }
  }
}
