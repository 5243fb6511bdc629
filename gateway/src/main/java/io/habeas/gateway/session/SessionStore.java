package io.habeas.gateway.session;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** The statements on {@code session}, by its primary key. */
final class SessionStore {

  private static final String KEEP =
      "insert into session (id_hash, tokens, created_at, expires_at) values ($1, $2, $3, $4)";
  private static final String FIND =
      "select tokens from session where id_hash = $1 and expires_at > $2";
  private static final String END = "delete from session where id_hash = $1";

  /** By session_expires_at. */
  private static final String DROP_EXPIRED = "delete from session where expires_at <= $1";

  private SessionStore() {}

  static Uni<Void> keep(SqlClient client, byte[] hash, byte[] tokens, Instant now, Instant until) {
    return client
        .preparedQuery(KEEP)
        .execute(Tuple.of(Buffer.buffer(hash), Buffer.buffer(tokens), at(now), at(until)))
        .replaceWithVoid();
  }

  static Uni<Optional<byte[]>> find(SqlClient client, byte[] hash, Instant now) {
    return client
        .preparedQuery(FIND)
        .execute(Tuple.of(Buffer.buffer(hash), at(now)))
        .map(
            rows ->
                rows.rowCount() == 0
                    ? Optional.empty()
                    : Optional.of(rows.iterator().next().getBuffer("tokens").getBytes()));
  }

  static Uni<Void> end(SqlClient client, byte[] hash) {
    return client.preparedQuery(END).execute(Tuple.of(Buffer.buffer(hash))).replaceWithVoid();
  }

  static Uni<Void> dropExpired(SqlClient client, Instant now) {
    return client.preparedQuery(DROP_EXPIRED).execute(Tuple.of(at(now))).replaceWithVoid();
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
