package io.habeas.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.habeas.ledger.merkle.MerkleTree;
import io.habeas.ledger.note.NoteSigner;
import io.habeas.ledger.note.SignedNote;
import io.habeas.ledger.proof.Proof;
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

/** Makes the proof of one entry, for those whom it concerns to keep. */
@Singleton
public class Proofs {
  /** Primary keys of ledger_entry and ledger_record, index ledger_leaf_of_entry. */
  private static final String PROVABLE =
      """
      select e.id, e.log, e.at, e.clock_moved, e.bucket, e.action, e.actor, e.commitment,
             r.record, r.salt, l.index as place, c.note
      from ledger_entry e
      join ledger_record r on r.entry_id = e.id and r.log = e.log
      join ledger_leaf l on l.entry_id = e.id and l.log = e.log
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
    return pool.preparedQuery(PROVABLE)
        .execute(Tuple.of(entryId))
        .chain(
            rows ->
                rows.size() == 0
                    ? Uni.createFrom().item(Optional.empty())
                    : prove(rows.iterator().next()).map(Optional::of));
  }

  /** Whether the witness vouches for every entry up to an instant of business time. */
  public Uni<Boolean> areAllPublished(SqlClient client, Instant until) {
    return client
        .preparedQuery(ALL_PUBLISHED)
        .execute(Tuple.of(until.atOffset(ZoneOffset.UTC)))
        .map(rows -> rows.iterator().next().getBoolean("published"));
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
        row.getBuffer("salt").getBytes(),
        index,
        path,
        note.text(),
        signer.key(note.checkpoint().origin()).text(),
        Map.of());
  }

  private static Map<String, Object> parsed(String record) {
    try {
      return JSON.readValue(record, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a ledger record that is not JSON", e);
    }
  }
}
