package io.habeas.idempotency;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The statements on {@code idempotency}; every one goes by its primary key (owner, key). */
final class IdempotencyStore {

  private static final String WAIT_FIVE_SECONDS = "set local lock_timeout = '5s'";
  private static final String WAIT_AS_USUAL = "set local lock_timeout = 0";

  private static final String CLAIM =
      """
      insert into idempotency (owner, key, body_hash, created_at, expires_at)
      values ($1, $2, $3, $4, $5)
      on conflict (owner, key) do update
        set body_hash = excluded.body_hash, status = null, location = null, body = null,
            created_at = excluded.created_at, expires_at = excluded.expires_at
        where idempotency.expires_at < excluded.created_at
      """;

  private static final String KEEP =
      "update idempotency set status = $3, location = $4, body = $5 where owner = $1 and key = $2";

  private static final String FIND =
      "select body_hash, status, location, body from idempotency where owner = $1 and key = $2";

  /** By idempotency_expires_at. */
  private static final String DROP_EXPIRED =
      """
      delete from idempotency where (owner, key) in
        (select owner, key from idempotency where expires_at < $1 limit 1000)
      """;

  private IdempotencyStore() {}

  /**
   * The answer that was kept.
   *
   * @param bodyHash of the first request
   * @param status of the first answer
   * @param location of the first answer
   * @param body of the first answer
   */
  record Kept(byte[] bodyHash, int status, @Nullable String location, String body) {}

  /** Whether the key is ours now; waits where a twin holds it uncommitted. */
  static Uni<Boolean> claim(SqlConnection tx, Claim claim) {
    Tuple row =
        Tuple.from(
            new Object[] {
              claim.owner(),
              claim.key(),
              io.vertx.core.buffer.Buffer.buffer(claim.bodyHash()),
              at(claim.at()),
              at(claim.at().plus(claim.kept()))
            });
    return tx.query(WAIT_FIVE_SECONDS)
        .execute()
        .chain(() -> tx.preparedQuery(CLAIM).execute(row))
        .call(() -> tx.query(WAIT_AS_USUAL).execute())
        .map(rows -> rows.rowCount() == 1);
  }

  static Uni<Void> keep(
      SqlConnection tx, Claim claim, int status, @Nullable String location, String body) {
    return tx.preparedQuery(KEEP)
        .execute(
            Tuple.from(new @Nullable Object[] {claim.owner(), claim.key(), status, location, body}))
        .replaceWithVoid();
  }

  static Uni<Kept> find(SqlConnection tx, Claim claim) {
    return tx.preparedQuery(FIND)
        .execute(Tuple.of(claim.owner(), claim.key()))
        .map(rows -> kept(rows.iterator().next()));
  }

  static Uni<Integer> dropExpired(SqlConnection tx, Instant now) {
    return tx.preparedQuery(DROP_EXPIRED).execute(Tuple.of(at(now))).map(rows -> rows.rowCount());
  }

  private static Kept kept(Row row) {
    Buffer hash = row.get(Buffer.class, "body_hash");
    return new Kept(
        hash.getBytes(),
        row.getInteger("status"),
        row.getString("location"),
        row.getString("body"));
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
