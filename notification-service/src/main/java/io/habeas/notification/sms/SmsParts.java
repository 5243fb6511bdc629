package io.habeas.notification.sms;

import io.habeas.clock.SecurityClock;
import io.habeas.notification.bounce.Receipts;
import io.habeas.notification.message.Messages;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * What became of the parts of text messages: written down as the centre says it, in whatever order,
 * and brought to the messages when these are settled.
 */
@Singleton
public class SmsParts {
  private static final Logger LOG = Logger.getLogger(SmsParts.class);

  /** Centres tell within days; after that a reference may be somebody else's. */
  private static final Duration KEPT = Duration.ofDays(14);

  private static final long PATIENCE_SECONDS = 10;

  private final Pool pool;
  private final Receipts receipts;
  private final Messages messages;
  private final SecurityClock clock;
  private final SmsPartStore store = new SmsPartStore();

  SmsParts(Pool pool, Receipts receipts, Messages messages, SecurityClock clock) {
    this.pool = pool;
    this.receipts = receipts;
    this.messages = messages;
    this.clock = clock;
  }

  /** The centre took a part. Blocks. */
  void sent(String reference, Part part) {
    wait(store.sent(pool, Receipt.plain(reference), part, clock.now()));
  }

  /** The centre tells of a part. Blocks, and fails where it could not be kept. */
  void heard(Receipt receipt) {
    wait(store.heard(pool, receipt, clock.now()));
  }

  /** The parts of a message that the centre has from an earlier attempt. Blocks. */
  Set<Integer> done(UUID messageId) {
    return wait(store.done(pool, messageId));
  }

  @Scheduled(
      every = "${habeas.sms.receipts-every:5s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> round() {
    return apply()
        .onFailure()
        .invoke(e -> LOG.warnf("receipts wait: %s", e))
        .onFailure()
        .recoverWithNull();
  }

  /** Tells messages and notices what was heard of their parts. */
  public Uni<Void> apply() {
    return receipts
        .whenCaughtUp()
        .chain(() -> store.news(pool))
        .onItem()
        .transformToMulti(news -> Multi.createFrom().iterable(news))
        .onItem()
        .transformToUniAndConcatenate(news -> apply(news).replaceWith(news))
        .collect()
        .last()
        .chain(receipts::whenWitnessed);
  }

  @Scheduled(
      every = "6h",
      delayed = "10m",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> forget() {
    return store.forget(pool, clock.now().minus(KEPT));
  }

  private Uni<Void> apply(SmsPartStore.News news) {
    String failure = news.failure();
    if (failure == null && news.delivered() < news.parts()) {
      return Uni.createFrom().voidItem();
    }
    String reason = failure == null ? null : "receipt-" + failure.toLowerCase(Locale.ROOT);
    return pool.withTransaction(
        tx ->
            receipts
                .heard(tx, news.messageId(), reason)
                .chain(
                    ofNotice ->
                        ofNotice
                            .map(isSettled -> Uni.createFrom().item(isSettled))
                            .orElseGet(
                                () -> messages.heard(tx, news.bucket(), news.messageId(), reason)))
                .chain(
                    isSettled ->
                        isSettled
                            ? store.applied(tx, news.messageId())
                            : Uni.createFrom().voidItem()));
  }

  /** For threads that may wait: a lane's, or one of the session's own. */
  private static <T> T wait(Uni<T> uni) {
    try {
      return uni.subscribeAsCompletionStage().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the database does not answer", e);
    }
  }
}
