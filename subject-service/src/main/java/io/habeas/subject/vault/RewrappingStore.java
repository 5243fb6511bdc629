package io.habeas.subject.vault;

import io.habeas.subject.columns.Columns;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The progress of wrapping anew, and the keys that still wait for it. */
@Singleton
class RewrappingStore {

  private static final String START =
      """
      insert into rewrapping (primary_key_id, next_bucket) values ($1, 0)
      on conflict (primary_key_id) do update set next_bucket = 0
        where rewrapping.next_bucket >= 256
      """;

  private static final String RENEW_CHECK =
      "update key_check set value = $1 where name = 'wrapping'";

  private static final String CLAIM =
      "select next_bucket from rewrapping where primary_key_id = $1 for update skip locked";

  private static final String ADVANCE =
      "update rewrapping set next_bucket = $2 where primary_key_id = $1";

  /** Served by data_key_pkey: one bucket of one partition. */
  private static final String WRAPPED_OTHERWISE =
      """
      select owner, category, wrapped from data_key
      where bucket = $1 and substring(wrapped from 1 for 5) <> $2
      order by owner, category
      limit $3
      for update
      """;

  private static final String REWRAPPED =
      """
      update data_key k set wrapped = anew.wrapped
      from unnest($1::uuid[], $2::text[], $3::bytea[]) as anew (owner, category, wrapped)
      where k.bucket = $4 and k.owner = anew.owner and k.category = anew.category
      """;

  Uni<Void> start(SqlConnection tx, long keyId) {
    return tx.preparedQuery(START).execute(Tuple.of(keyId)).replaceWithVoid();
  }

  Uni<Void> renewCheck(SqlConnection tx, byte[] value) {
    return tx.preparedQuery(RENEW_CHECK).execute(Tuple.of(Buffer.buffer(value))).replaceWithVoid();
  }

  /** The next bucket, unless another replica has it. */
  Uni<Optional<Integer>> claim(SqlConnection tx, long keyId) {
    return tx.preparedQuery(CLAIM)
        .execute(Tuple.of(keyId))
        .map(
            rows -> {
              Iterator<Row> each = rows.iterator();
              return each.hasNext()
                  ? Optional.of(each.next().getShort("next_bucket").intValue())
                  : Optional.empty();
            });
  }

  Uni<Void> advance(SqlConnection tx, long keyId, int nextBucket) {
    return tx.preparedQuery(ADVANCE).execute(Tuple.of(keyId, (short) nextBucket)).replaceWithVoid();
  }

  Uni<List<Wrapped>> wrappedOtherwise(SqlConnection tx, int bucket, byte[] prefix, int most) {
    return tx.preparedQuery(WRAPPED_OTHERWISE)
        .execute(Tuple.of((short) bucket, Buffer.buffer(prefix), most))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(RewrappingStore::wrapped)
                    .toList());
  }

  Uni<Void> rewrapped(SqlConnection tx, int bucket, List<Wrapped> keys) {
    Tuple rows =
        Columns.of(keys)
            .uuids(one -> one.name().owner())
            .texts(one -> one.name().category())
            .bytes(Wrapped::wrapped)
            .also((short) bucket)
            .tuple();
    return tx.preparedQuery(REWRAPPED).execute(rows).replaceWithVoid();
  }

  private static Wrapped wrapped(Row row) {
    return new Wrapped(
        new KeyRef(row.getUUID("owner"), row.getString("category")),
        row.getBuffer("wrapped").getBytes());
  }

  /** A wrapped data key. */
  record Wrapped(KeyRef name, byte[] wrapped) {}
}
