package io.habeas.subject.vault;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * Refuses to start with keysets that are not those of this vault. An empty vault adopts the keysets
 * that it meets first.
 */
@Singleton
class KeyCheck {

  private static final int BEFORE_EVERYTHING_ELSE = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final KeyCheckStore store;
  private final WrappingKey wrapping;
  private final BlindIndex index;

  KeyCheck(KeyCheckStore store, WrappingKey wrapping, BlindIndex index) {
    this.store = store;
    this.wrapping = wrapping;
    this.index = index;
  }

  void onStart(@Observes @Priority(BEFORE_EVERYTHING_ELSE) StartupEvent start) {
    check().ifNoItem().after(PATIENCE).fail().subscribeAsCompletionStage().join();
  }

  Uni<Void> check() {
    byte[] digest = index.checkValue();
    return check("wrapping", "habeas.vault.keyset", wrapping.checkValue(), wrapping::recognises)
        .chain(
            () ->
                check(
                    "index",
                    "habeas.vault.index-key",
                    digest,
                    known -> MessageDigest.isEqual(known, digest)));
  }

  private Uni<Void> check(String name, String property, byte[] own, Predicate<byte[]> recognises) {
    return store
        .adoptIfEmpty(name, own)
        .chain(() -> store.find(name))
        .invoke(
            known -> {
              if (known.isEmpty()) {
                throw new KeysUnavailableException(
                    "The vault holds data keys but no check value for "
                        + property
                        + ": it was restored in part or edited; restore it whole",
                    null);
              }
              if (!recognises.test(known.get())) {
                throw new KeysUnavailableException(
                    "The keyset at " + property + " is not the one that this vault was made with",
                    null);
              }
            })
        .replaceWithVoid();
  }
}
