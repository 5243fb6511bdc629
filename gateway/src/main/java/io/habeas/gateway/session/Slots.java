package io.habeas.gateway.session;

import io.habeas.clock.SecurityClock;
import io.habeas.gateway.identity.Grant;
import io.habeas.gateway.identity.ProviderUnavailable;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a session, each in its slot, always fresh. However many requests find a slot stale
 * at once, its tokens are asked for once: requests of one replica share one attempt, and replicas
 * hold a lease on the slot's row while they ask. So a refresh token is never sent twice, which an
 * identity provider that rotates them would take for theft.
 */
@ApplicationScoped
class Slots {

  /** Longer than the identity provider is waited for, so that a lease outlives its request. */
  private static final Duration LEASE = Duration.ofSeconds(15);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private final Pool pool;
  private final SecurityClock clock;
  private final ConcurrentMap<String, Uni<Tokens>> underWay = new ConcurrentHashMap<>();

  @Inject
  Slots(Pool pool, SecurityClock clock) {
    this.pool = pool;
    this.clock = clock;
  }

  /**
   * The slot's tokens.
   *
   * @param renew asks for new ones, given those that the slot holds now, if any
   * @return fails with {@link SessionOver}, or with {@link ProviderUnavailable}
   */
  Uni<Tokens> fresh(SessionId id, String slot, Function<@Nullable Tokens, Uni<Grant>> renew) {
    return SlotStore.find(pool, id.hash(), slot, clock.now())
        .chain(
            found -> {
              SlotStore.Content content = found.orElseThrow(SessionOver::new);
              return content.isFresh(clock.now())
                  ? Uni.createFrom().item(Tokens.open(id, content))
                  : together(id, slot, renew);
            });
  }

  private Uni<Tokens> together(
      SessionId id, String slot, Function<@Nullable Tokens, Uni<Grant>> renew) {
    String key = Base64.getEncoder().encodeToString(id.hash()) + slot;
    Uni<Tokens> shared =
        underWay.computeIfAbsent(
            key,
            unused ->
                renewed(id, slot, renew, clock.now().plus(PATIENCE))
                    .onTermination()
                    .invoke(() -> underWay.remove(key))
                    .memoize()
                    .indefinitely());
    return onOwnContext(shared);
  }

  /** Each caller goes on where it was: its request belongs to its own event loop. */
  private static <T> Uni<T> onOwnContext(Uni<T> shared) {
    Context own = Vertx.currentContext();
    return own == null ? shared : shared.emitOn(task -> own.runOnContext(unused -> task.run()));
  }

  private Uni<Tokens> renewed(
      SessionId id,
      String slot,
      Function<@Nullable Tokens, Uni<Grant>> renew,
      Instant patienceEnds) {
    Instant until = clock.now().plus(LEASE).truncatedTo(ChronoUnit.MICROS);
    return SlotStore.lease(pool, id.hash(), slot, until, clock.now())
        .chain(
            leased ->
                leased.isPresent()
                    ? fill(id, slot, renew.apply(Tokens.open(id, leased.get())), until)
                    : awaitOther(id, slot, renew, patienceEnds));
  }

  private Uni<Tokens> fill(SessionId id, String slot, Uni<Grant> asked, Instant until) {
    return asked
        .onFailure()
        .call(() -> SlotStore.giveBack(pool, id.hash(), slot, until))
        .chain(
            grant ->
                switch (grant) {
                  case Grant.Given given -> keep(id, slot, given);
                  case Grant.Over over ->
                      SessionStore.end(pool, id.hash())
                          .chain(() -> Uni.createFrom().failure(new SessionOver()));
                });
  }

  private Uni<Tokens> keep(SessionId id, String slot, Grant.Given given) {
    Tokens tokens = Tokens.of(given);
    return SlotStore.fill(pool, id.hash(), slot, tokens.seal(id), given.renewAt())
        .replaceWith(tokens);
  }

  private Uni<Tokens> awaitOther(
      SessionId id,
      String slot,
      Function<@Nullable Tokens, Uni<Grant>> renew,
      Instant patienceEnds) {
    if (clock.now().isAfter(patienceEnds)) {
      return Uni.createFrom()
          .failure(new ProviderUnavailable("another replica is asking too long"));
    }
    return Uni.createFrom()
        .voidItem()
        .onItem()
        .delayIt()
        .by(BETWEEN_LOOKS)
        .chain(() -> SlotStore.find(pool, id.hash(), slot, clock.now()))
        .chain(
            found -> {
              SlotStore.Content content = found.orElseThrow(SessionOver::new);
              return content.isFresh(clock.now())
                  ? Uni.createFrom().item(Tokens.open(id, content))
                  : renewed(id, slot, renew, patienceEnds);
            });
  }
}
