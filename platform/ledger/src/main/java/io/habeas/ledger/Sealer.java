package io.habeas.ledger;

import io.habeas.clock.SecurityClock;
import io.habeas.ledger.merkle.Frontier;
import io.habeas.ledger.note.Checkpoint;
import io.habeas.ledger.note.NoteSigner;
import io.habeas.ledger.witness.Witness;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Turns committed entries into the Merkle log, batch by batch: consecutive indexes, tree nodes and
 * a signed checkpoint in one transaction, then the checkpoint to the witness, and only then is it
 * published. Killed anywhere between, the next round goes on: a checkpoint without its mark is
 * handed to the witness again, which takes the same bytes twice without a word.
 *
 * <p>Any number of replicas may run it; one at a time seals a log.
 */
@Singleton
public class Sealer {
  private static final Logger LOG = Logger.getLogger(Sealer.class);

  private final Pool pool;
  private final Witness witness;
  private final NoteSigner signer;
  private final LedgerConfig config;
  private final SecurityClock clock;
  private final SealingStore store = new SealingStore();
  private final NodeStore nodes = new NodeStore();
  private volatile Instant lastComplete;

  Sealer(
      Pool pool,
      Witness witness,
      NoteSigner signer,
      LedgerConfig config,
      SecurityClock clock,
      MeterRegistry meters) {
    this.pool = pool;
    this.witness = witness;
    this.signer = signer;
    this.config = config;
    this.clock = clock;
    this.lastComplete = clock.now();
    Gauge.builder("habeas.ledger.sealing.lag", this, Sealer::lagSeconds)
        .baseUnit("seconds")
        .description("Time since everything that could be sealed was sealed and published")
        .register(meters);
  }

  @Scheduled(
      every = "${habeas.ledger.seal-every:5s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> round() {
    return seal()
        .onFailure()
        .invoke(e -> LOG.error("sealing the ledger failed, the next round tries again", e))
        .onFailure()
        .recoverWithNull();
  }

  /** Seals and publishes all that can be sealed now. */
  public Uni<Void> seal() {
    return store
        .logs(pool)
        .chain(logs -> inTurn(logs, this::sealLog))
        .chain(this::publishAll)
        .invoke(() -> lastComplete = clock.now());
  }

  private Uni<Void> sealLog(int log) {
    return pool.withTransaction(tx -> sealBatch(tx, log))
        .chain(count -> count == config.batchSize() ? sealLog(log) : Uni.createFrom().voidItem());
  }

  private Uni<Integer> sealBatch(SqlConnection tx, int log) {
    return store
        .tryLock(tx, log)
        .chain(locked -> locked ? store.lastState(tx, log) : Uni.createFrom().nullItem())
        .onItem()
        .ifNotNull()
        .transformToUni(
            last ->
                store
                    .unsealed(tx, log, last, config.batchSize())
                    .chain(batch -> grow(tx, log, last.size(), batch).replaceWith(batch.size())))
        .onItem()
        .ifNull()
        .continueWith(0);
  }

  private Uni<Void> grow(SqlConnection tx, int log, long size, List<SealingStore.Unsealed> batch) {
    if (batch.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return nodes
        .compute(tx, log, found -> new Frontier(size, found))
        .chain(
            frontier -> {
              List<NodeStore.Node> grown = new ArrayList<>();
              batch.forEach(
                  each ->
                      frontier.append(
                          each.leaf().hash(),
                          (level, index, hash) ->
                              grown.add(new NodeStore.Node(level, index, hash))));
              return store
                  .insertLeaves(tx, log, size, batch)
                  .chain(() -> nodes.insert(tx, log, grown))
                  .chain(
                      () ->
                          store.insertCheckpoint(
                              tx, checkpoint(log, frontier), batch.getLast().xid()));
            });
  }

  private SealingStore.Unpublished checkpoint(int log, Frontier frontier) {
    Checkpoint checkpoint = new Checkpoint(config.origin(log), frontier.size(), frontier.root());
    return new SealingStore.Unpublished(log, frontier.size(), signer.sign(checkpoint).text());
  }

  private Uni<Void> publishAll() {
    return store.unpublished(pool).chain(waiting -> inTurn(waiting, this::publish));
  }

  private Uni<Void> publish(SealingStore.Unpublished checkpoint) {
    return Uni.createFrom()
        .voidItem()
        .invoke(
            () ->
                witness.append(
                    Checkpoints.stream(config.service(), checkpoint.log()),
                    Checkpoints.name(checkpoint.size()),
                    checkpoint.note().getBytes(StandardCharsets.UTF_8)))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .chain(() -> store.markPublished(pool, checkpoint, clock.now()));
  }

  private static <T> Uni<Void> inTurn(
      List<T> items, java.util.function.Function<T, Uni<Void>> step) {
    return Multi.createFrom()
        .iterable(items)
        .onItem()
        .transformToUniAndConcatenate(item -> step.apply(item).replaceWith(item))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private double lagSeconds() {
    return Duration.between(lastComplete, clock.now()).toMillis() / 1000.0;
  }
}
