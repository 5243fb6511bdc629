package io.habeas.gateway.session;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The statements on {@code session} and on the logout tokens that end some of them. */
final class SessionStore {

  private static final String KEEP =
      "insert into session (id_hash, provider_session, person, created_at, expires_at)"
          + " values ($1, $2, $3, $4, $5)";
  private static final String END = "delete from session where id_hash = $1";

  /** By session_provider_session. */
  private static final String END_PROVIDER_SESSION =
      "delete from session where provider_session = $1";

  /** By session_person. */
  private static final String END_PERSON = "delete from session where person = $1";

  /** By session_expires_at. */
  private static final String DROP_EXPIRED = "delete from session where expires_at <= $1";

  private static final String OBEY =
      "insert into logout_token (id, expires_at) values ($1, $2) on conflict do nothing";

  /** By logout_token_expires_at. */
  private static final String FORGET = "delete from logout_token where expires_at <= $1";

  private SessionStore() {}

  static Uni<Void> keep(SqlClient client, byte[] hash, SignedIn who, Instant now, Instant until) {
    return client
        .preparedQuery(KEEP)
        .execute(
            Tuple.of(Buffer.buffer(hash), who.providerSession(), who.person(), at(now), at(until)))
        .replaceWithVoid();
  }

  static Uni<Void> end(SqlClient client, byte[] hash) {
    return client.preparedQuery(END).execute(Tuple.of(Buffer.buffer(hash))).replaceWithVoid();
  }

  /** Ends the sessions of one sign-in; how many there were. */
  static Uni<Integer> endProviderSession(SqlClient client, String providerSession) {
    return client
        .preparedQuery(END_PROVIDER_SESSION)
        .execute(Tuple.of(providerSession))
        .map(rows -> rows.rowCount());
  }

  /** Ends all sessions of a person; how many there were. */
  static Uni<Integer> endPerson(SqlClient client, String person) {
    return client.preparedQuery(END_PERSON).execute(Tuple.of(person)).map(rows -> rows.rowCount());
  }

  /** Whether this logout token is seen for the first time. */
  static Uni<Boolean> obey(SqlClient client, String id, Instant expiresAt) {
    return client
        .preparedQuery(OBEY)
        .execute(Tuple.of(id, at(expiresAt)))
        .map(rows -> rows.rowCount() == 1);
  }

  static Uni<Void> dropExpired(SqlClient client, Instant now) {
    return client
        .preparedQuery(DROP_EXPIRED)
        .execute(Tuple.of(at(now)))
        .chain(() -> client.preparedQuery(FORGET).execute(Tuple.of(at(now))))
        .replaceWithVoid();
  }

  /**
   * Whose a session is, as the ID token says.
   *
   * @param providerSession the session at the identity provider ({@code sid})
   * @param person the person there ({@code sub})
   */
  record SignedIn(@Nullable String providerSession, @Nullable String person) {}

  static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
