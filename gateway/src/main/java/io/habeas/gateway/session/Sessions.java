package io.habeas.gateway.session;

import io.habeas.clock.SecurityClock;
import io.habeas.gateway.identity.Grant;
import io.habeas.gateway.identity.IdentityProvider;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Who is signed in, and the tokens of each: its own, and one for each service that it calls. */
@ApplicationScoped
public class Sessions {

  private static final Duration LONGEST = Duration.ofHours(10);
  private static final String OWN = "session";

  private final Pool pool;
  private final Slots slots;
  private final IdentityProvider provider;
  private final SecurityClock clock;

  @Inject
  Sessions(Pool pool, Slots slots, IdentityProvider provider, SecurityClock clock) {
    this.pool = pool;
    this.slots = slots;
    this.provider = provider;
    this.clock = clock;
  }

  Uni<SessionId> open(Tokens tokens) {
    SessionId id = SessionId.random();
    Instant now = clock.now();
    Instant renewAt = now.plusMillis(tokens.lifeSeconds() * 900);
    return pool.withTransaction(
            tx ->
                SessionStore.keep(tx, id.hash(), whose(tokens), now, now.plus(LONGEST))
                    .chain(() -> SlotStore.put(tx, id.hash(), OWN, tokens.seal(id), renewAt)))
        .replaceWith(id);
  }

  /** The session's own tokens, fresh; fails with {@link SessionOver}. */
  Uni<Tokens> tokens(SessionId id) {
    return slots.fresh(id, OWN, this::refresh);
  }

  /**
   * A token of the session's person that this service takes and no other.
   *
   * @return fails with {@link SessionOver}, or with {@link
   *     io.habeas.gateway.identity.ProviderUnavailable}
   */
  public Uni<String> tokenFor(SessionId id, String service) {
    return slots
        .fresh(
            id, service, stale -> tokens(id).chain(own -> provider.exchange(own.access(), service)))
        .map(Tokens::access);
  }

  Uni<Void> end(SessionId id) {
    return SessionStore.end(pool, id.hash());
  }

  @Scheduled(every = "10m", delayed = "1m")
  Uni<Void> dropExpired() {
    return SessionStore.dropExpired(pool, clock.now());
  }

  private Uni<Grant> refresh(@Nullable Tokens stale) {
    return stale == null || stale.refresh() == null
        ? Uni.createFrom().item(new Grant.Over())
        : provider.refresh(stale.refresh());
  }

  /** The ID token was verified at the sign-in; here it is only looked into. */
  private static SessionStore.SignedIn whose(Tokens tokens) {
    if (tokens.id() == null) {
      return new SessionStore.SignedIn(null, null);
    }
    byte[] payload = Base64.getUrlDecoder().decode(tokens.id().split("\\.")[1]);
    JsonObject claims = new JsonObject(new String(payload, StandardCharsets.UTF_8));
    return new SessionStore.SignedIn(claims.getString("sid"), claims.getString("sub"));
  }
}
