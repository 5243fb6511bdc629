package io.habeas.subject.vault;

import io.habeas.bucket.Bucket;
import io.habeas.subject.vault.RewrappingStore.Wrapped;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Wraps data keys anew after a keyset got another primary key, a bucket at a time. Keys wrapped by
 * the former one go on opening as long as it is enabled, so this may stop anywhere. The check value
 * is renewed last: a keyset from which the former key was taken too early is refused at start.
 */
@Singleton
class Rewrapping {

  private static final int AT_ONCE = 500;

  private final RewrappingStore store;
  private final WrappingKey wrapping;
  private final Pool vault;
  private volatile boolean started;
  private volatile boolean done;

  Rewrapping(RewrappingStore store, WrappingKey wrapping, @ReactiveDataSource("vault") Pool vault) {
    this.store = store;
    this.wrapping = wrapping;
    this.vault = vault;
  }

  @Scheduled(
      every = "${habeas.vault.rewrap-every:2s}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> tick() {
    return done ? Uni.createFrom().voidItem() : step();
  }

  /** One batch of the bucket at which the work stands; replicas take turns. */
  Uni<Void> step() {
    long keyId = wrapping.primaryKeyId();
    return vault.withTransaction(
        tx ->
            start(tx, keyId)
                .chain(() -> store.claim(tx, keyId))
                .chain(
                    bucket ->
                        bucket.isPresent()
                            ? rewrap(tx, keyId, bucket.get())
                            : Uni.createFrom().voidItem()));
  }

  /** Whether every data key is wrapped by the primary key. */
  boolean isDone() {
    return done;
  }

  /** A replica with the former keyset may have wrapped behind the last pass: each start is one. */
  private Uni<Void> start(SqlConnection tx, long keyId) {
    return started
        ? Uni.createFrom().voidItem()
        : store.start(tx, keyId).invoke(() -> started = true);
  }

  private Uni<Void> rewrap(SqlConnection tx, long keyId, int bucket) {
    if (bucket >= Bucket.COUNT) {
      return store.renewCheck(tx, wrapping.checkValue()).invoke(() -> done = true);
    }
    return store
        .wrappedOtherwise(tx, bucket, wrapping.prefix(), AT_ONCE)
        .chain(
            found ->
                found.isEmpty()
                    ? store.advance(tx, keyId, bucket + 1)
                    : store.rewrapped(tx, bucket, anew(found)));
  }

  private List<Wrapped> anew(List<Wrapped> found) {
    return found.stream()
        .map(one -> new Wrapped(one.name(), wrapping.rewrap(one.name(), one.wrapped())))
        .toList();
  }
}
