package io.habeas.notification.supplement;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.f4b6a3.uuid.UuidCreator;
import io.habeas.clock.BusinessClock;
import io.habeas.notification.message.BeforeContact;
import io.habeas.notification.message.Messages;
import io.habeas.notification.message.NewMessage;
import io.habeas.outbox.CloudEvent;
import io.habeas.problem.Invalid;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Keeps what people are to be told of, and has it said in time. */
@Singleton
public class Supplements implements BeforeContact {
  private static final Logger LOG = Logger.getLogger(Supplements.class);

  /** The month is the law's; so much of it is kept for a relay that does not take it at once. */
  private static final Duration RESERVE = Duration.ofDays(3);

  private static final int MOST_WORDS = 20;
  private static final int BATCH = 100;

  private final Pool pool;
  private final Messages messages;
  private final BusinessClock clock;
  private final ObjectMapper json;
  private final SupplementStore store = new SupplementStore();

  Supplements(Pool pool, Messages messages, BusinessClock clock, ObjectMapper json) {
    this.pool = pool;
    this.messages = messages;
    this.clock = clock;
    this.json = json;
  }

  /** What subject-service tells of an item; what we read of it. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Supplemented(UUID itemId, String category, String source, Instant collectedAt) {}

  /** An item was stored that did not come from its subject. */
  public Uni<Void> take(SqlConnection tx, CloudEvent event) {
    Supplemented item = read(event);
    return store.add(
        tx,
        new Supplement(
            event.subject(), item.itemId(), item.category(), item.source(), item.collectedAt()),
        dueAt(item.collectedAt()));
  }

  /** Data of this subject was given to somebody else: what waits is said now. */
  public Uni<Void> disclosed(SqlConnection tx, UUID subject) {
    return tell(tx, subject, "disclosure");
  }

  @Override
  public Uni<Void> before(SqlConnection tx, UUID subject) {
    return tell(tx, subject, "first-contact");
  }

  /** Nobody is left to tell. */
  public Uni<Void> forget(SqlConnection tx, UUID subject) {
    return store.forget(tx, subject);
  }

  @Scheduled(
      every = "${habeas.supplements.every:1m}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> round() {
    return tellDue()
        .onFailure()
        .invoke(e -> LOG.warnf("notices of supplemented data wait: %s", e))
        .onFailure()
        .recoverWithNull();
  }

  /** Says what has to be said by now. */
  public Uni<Void> tellDue() {
    Instant now = clock.now();
    return store
        .bringForward(pool, now)
        .chain(
            () ->
                Multi.createBy()
                    .repeating()
                    .uni(() -> tellBatch(now))
                    .whilst(told -> told == BATCH)
                    .collect()
                    .last())
        .replaceWithVoid();
  }

  private Uni<Integer> tellBatch(Instant now) {
    return store
        .due(pool, now, BATCH)
        .chain(
            subjects ->
                Multi.createFrom()
                    .iterable(subjects)
                    .onItem()
                    .transformToUniAndConcatenate(
                        subject ->
                            pool.withTransaction(tx -> tell(tx, subject, "month"))
                                .replaceWith(subject))
                    .collect()
                    .last()
                    .replaceWith(subjects.size()));
  }

  private Uni<Void> tell(SqlConnection tx, UUID subject, String why) {
    return store
        .untold(tx, subject)
        .chain(
            untold ->
                untold.isEmpty() ? Uni.createFrom().voidItem() : queue(tx, subject, untold, why));
  }

  private Uni<Void> queue(SqlConnection tx, UUID subject, List<Supplement> untold, String why) {
    UUID id = UuidCreator.getTimeOrderedEpoch();
    NewMessage message =
        NewMessage.own(
            id,
            "supplemented-data",
            subject,
            Map.of(
                "count", untold.size(),
                "categories", words(untold, Supplement::category),
                "sources", words(untold, Supplement::source),
                "link", "/account/data"),
            "supplement:" + why);
    return messages.queueAhead(tx, message).chain(() -> store.told(tx, subject, id, clock.now()));
  }

  private static List<String> words(List<Supplement> untold, Function<Supplement, String> part) {
    return untold.stream().map(part).distinct().sorted().limit(MOST_WORDS).toList();
  }

  private static Instant dueAt(Instant collectedAt) {
    return collectedAt.atOffset(ZoneOffset.UTC).plusMonths(1).toInstant().minus(RESERVE);
  }

  private Supplemented read(CloudEvent event) {
    try {
      Supplemented item = json.treeToValue(event.data(), Supplemented.class);
      if (item == null
          || item.itemId() == null
          || item.collectedAt() == null
          || !isWord(item.category())
          || !isWord(item.source())) {
        throw new Invalid("data", "must name an item, its category, its source and its time");
      }
      return item;
    } catch (JsonProcessingException e) {
      throw new Invalid("data", "must name an item, its category, its source and its time");
    }
  }

  private static boolean isWord(String text) {
    return text != null && text.matches("[a-z][a-z0-9-]{0,39}");
  }
}
