package io.habeas.gateway.session;

import static io.habeas.gateway.session.SessionStore.at;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The statements on {@code session_token}, by its primary key. */
final class SlotStore {

  private static final String PUT =
      "insert into session_token (id_hash, slot, sealed, renew_at) values ($1, $2, $3, $4)";
  private static final String FIND =
      "select t.sealed, t.renew_at from session s"
          + " left join session_token t on t.id_hash = s.id_hash and t.slot = $2"
          + " where s.id_hash = $1 and s.expires_at > $3";
  private static final String LEASE =
      "insert into session_token (id_hash, slot, leased_until)"
          + " select id_hash, $2, $3 from session where id_hash = $1 and expires_at > $4"
          + " on conflict (id_hash, slot) do update set leased_until = $3"
          + " where (session_token.leased_until is null or session_token.leased_until <= $4)"
          + " and (session_token.renew_at is null or session_token.renew_at <= $4)"
          + " returning sealed";
  private static final String FILL =
      "update session_token set sealed = $3, renew_at = $4, leased_until = null"
          + " where id_hash = $1 and slot = $2";
  private static final String GIVE_BACK =
      "update session_token set leased_until = null"
          + " where id_hash = $1 and slot = $2 and leased_until = $3";

  private SlotStore() {}

  /** What a slot of a living session holds; without content if nobody has filled it yet. */
  record Content(byte @Nullable [] sealed, @Nullable Instant renewAt) {

    boolean isFresh(Instant now) {
      return sealed != null && renewAt != null && renewAt.isAfter(now);
    }
  }

  static Uni<Void> put(SqlClient client, byte[] hash, String slot, byte[] sealed, Instant renewAt) {
    return client
        .preparedQuery(PUT)
        .execute(Tuple.of(Buffer.buffer(hash), slot, Buffer.buffer(sealed), at(renewAt)))
        .replaceWithVoid();
  }

  /** Empty where the session is over. */
  static Uni<Optional<Content>> find(SqlClient client, byte[] hash, String slot, Instant now) {
    return client
        .preparedQuery(FIND)
        .execute(Tuple.of(Buffer.buffer(hash), slot, at(now)))
        .map(SlotStore::content);
  }

  /**
   * Takes the right to fill the slot, alone among all replicas. Empty where somebody else has it,
   * where the slot is fresh by now, or where the session is over.
   */
  static Uni<Optional<Content>> lease(
      SqlClient client, byte[] hash, String slot, Instant until, Instant now) {
    return client
        .preparedQuery(LEASE)
        .execute(Tuple.of(Buffer.buffer(hash), slot, at(until), at(now)))
        .map(
            rows ->
                rows.rowCount() == 0
                    ? Optional.empty()
                    : Optional.of(new Content(bytes(rows.iterator().next()), null)));
  }

  /**
   * Fills the slot and ends the lease. Whoever was given new tokens keeps them, even late: the old
   * refresh token may be worth nothing any more.
   */
  static Uni<Void> fill(SqlClient client, byte[] hash, String slot, byte[] sealed, Instant at) {
    return client
        .preparedQuery(FILL)
        .execute(Tuple.of(Buffer.buffer(hash), slot, Buffer.buffer(sealed), at(at)))
        .replaceWithVoid();
  }

  /** Ends one's own lease without having filled the slot. */
  static Uni<Void> giveBack(SqlClient client, byte[] hash, String slot, Instant until) {
    return client
        .preparedQuery(GIVE_BACK)
        .execute(Tuple.of(Buffer.buffer(hash), slot, at(until)))
        .replaceWithVoid();
  }

  private static Optional<Content> content(RowSet<Row> rows) {
    if (rows.rowCount() == 0) {
      return Optional.empty();
    }
    Row row = rows.iterator().next();
    OffsetDateTime renewAt = row.getOffsetDateTime("renew_at");
    return Optional.of(new Content(bytes(row), renewAt == null ? null : renewAt.toInstant()));
  }

  private static byte @Nullable [] bytes(Row row) {
    var sealed = row.getBuffer("sealed");
    return sealed == null ? null : sealed.getBytes();
  }
}
