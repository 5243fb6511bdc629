package io.habeas.notification.message;

import io.habeas.clock.SecurityClock;
import io.habeas.ledger.Entry;
import io.habeas.ledger.Ledger;
import io.habeas.ledger.witness.Witness;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what became of messages: what was accepted first at the witness, then in the rows, with the
 * ledger's entries in the same transaction. So neither a crash between the two nor a database that
 * was restored from a backup sends again what the witness knows.
 */
@Singleton
class Books {
  private static final Logger LOG = Logger.getLogger(Books.class);
  private static final String ACTOR = "notification-service";

  /** So far back the witness is asked: further back than a message is tried. */
  private static final int DAYS = 8;

  private final Pool pool;
  private final Witness witness;
  private final Ledger ledger;
  private final SecurityClock clock;
  private final MeterRegistry meters;
  private final ClaimStore claims = new ClaimStore();
  private final MessageStore store = new MessageStore();

  /** What the witness did not take: as long as there is any, nothing is sent. */
  private final Map<String, Owed> owed = new ConcurrentHashMap<>();

  private record Owed(LocalDate day, byte[] record) {}

  Books(Pool pool, Witness witness, Ledger ledger, SecurityClock clock, MeterRegistry meters) {
    this.pool = pool;
    this.witness = witness;
    this.ledger = ledger;
    this.clock = clock;
    this.meters = meters;
  }

  /** A claim of a lane. */
  record Batch(UUID lease, LocalDate day, Map<UUID, Message> messages) {}

  LocalDate today() {
    return clock.now().atOffset(ZoneOffset.UTC).toLocalDate();
  }

  /** Notes at once that one was accepted. */
  void note(Batch batch, Settlement accepted) {
    try (Witness.Notes notes = witness.notes(stream(batch.day()), batch.lease().toString())) {
      notes.add(Witnessed.line(accepted));
    } catch (UncheckedIOException e) {
      LOG.warnf("the witness did not note a message: %s", e.getMessage());
    }
  }

  /** Keeps what became of a claim. */
  Uni<Void> keep(Batch batch, List<Settlement> settlements) {
    if (settlements.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    settlements.forEach(each -> count(each, batch.messages().get(each.id())));
    List<Settlement> accepted = settlements.stream().filter(Settlement::isAccepted).toList();
    return tell(batch, accepted)
        .chain(
            told ->
                pool.withTransaction(
                    tx ->
                        claims
                            .settle(tx, batch.lease(), settlements, clock.now())
                            .chain(own -> record(tx, settlements, own, batch.messages()::get))
                            .chain(() -> told ? know(tx, batch) : Uni.createFrom().voidItem())));
  }

  /** Whether the witness has everything; tries again to hand over what it has not. */
  Uni<Boolean> settleDebts() {
    return blocking(
            () -> {
              owed.forEach(
                  (name, debt) -> {
                    witness.append(stream(debt.day()), name, debt.record());
                    owed.remove(name);
                  });
              return true;
            })
        .onFailure()
        .invoke(e -> LOG.errorf("the witness does not answer, nothing is sent: %s", e.getMessage()))
        .onFailure()
        .recoverWithItem(false);
  }

  /** Takes over from the witness what the rows do not have. */
  Uni<Void> catchUp() {
    LocalDate today = today();
    return Multi.createFrom()
        .range(0, DAYS)
        .onItem()
        .transformToUniAndConcatenate(back -> catchUp(today.minusDays(back)).replaceWith(back))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> catchUp(LocalDate day) {
    return claims
        .known(pool, day)
        .call(() -> blocking(() -> finish(day)))
        .chain(
            known ->
                blocking(
                    () ->
                        witness.names(stream(day)).stream()
                            .filter(name -> !known.contains(name))
                            .toList()))
        .onItem()
        .transformToMulti(names -> Multi.createFrom().iterable(names))
        .onItem()
        .transformToUniAndConcatenate(name -> catchUp(day, name).replaceWith(name))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> catchUp(LocalDate day, String name) {
    return blocking(() -> Witnessed.read(witness.read(stream(day), name)))
        .chain(
            accepted ->
                pool.withTransaction(
                    tx ->
                        claims
                            .catchUp(tx, accepted, clock.now())
                            .chain(taken -> load(tx, accepted, taken))
                            .chain(rows -> record(tx, accepted, rows.keySet(), rows::get))
                            .chain(() -> claims.know(tx, day, name))))
        .invoke(() -> LOG.infof("caught up with messages %s of %s", name, day));
  }

  private Uni<Map<UUID, Message>> load(
      SqlConnection tx, List<Settlement> accepted, Set<UUID> taken) {
    Map<UUID, Message> rows = new LinkedHashMap<>();
    return Multi.createFrom()
        .iterable(accepted)
        .filter(each -> taken.contains(each.id()))
        .onItem()
        .transformToUniAndConcatenate(
            each ->
                store
                    .one(tx, each.bucket(), each.id())
                    .invoke(
                        row -> {
                          if (row != null) {
                            rows.put(row.id(), row);
                          }
                        })
                    .replaceWith(each))
        .collect()
        .last()
        .replaceWith(rows);
  }

  /** Makes records of what lanes noted and did not live to record. */
  private int finish(LocalDate day) {
    Map<String, byte[]> hints = witness.hints(stream(day));
    hints.forEach(
        (name, lines) -> {
          List<Settlement> accepted = Witnessed.lines(lines);
          if (!accepted.isEmpty()) {
            witness.append(stream(day), name + "-" + accepted.size(), Witnessed.write(accepted));
          }
          witness.dropHints(stream(day), name);
        });
    return hints.size();
  }

  private Uni<Boolean> tell(Batch batch, List<Settlement> accepted) {
    if (accepted.isEmpty()) {
      return Uni.createFrom().item(false);
    }
    String name = batch.lease().toString();
    byte[] record = Witnessed.write(accepted);
    return blocking(
            () -> {
              witness.append(stream(batch.day()), name, record);
              return true;
            })
        .onFailure()
        .recoverWithItem(
            e -> {
              LOG.errorf("the witness did not take messages: %s", e.getMessage());
              owed.put(name, new Owed(batch.day(), record));
              return false;
            });
  }

  private Uni<Void> know(SqlConnection tx, Batch batch) {
    return claims.know(tx, batch.day(), batch.lease().toString());
  }

  private Uni<Void> record(
      SqlConnection tx,
      List<Settlement> settlements,
      Set<UUID> own,
      Function<UUID, @Nullable Message> rows) {
    Map<UUID, Entry> entries = new LinkedHashMap<>();
    settlements.stream()
        .filter(each -> own.contains(each.id()) && each.state().isRecorded())
        .forEach(
            each -> {
              Message message = rows.apply(each.id());
              if (message != null) {
                entries.put(each.entryId(), entry(each, message));
              }
            });
    return ledger.appendAll(tx, entries);
  }

  private static Entry entry(Settlement settlement, Message message) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("message", message.id());
    details.put("template", message.template());
    details.put("version", message.version());
    details.put("purpose", message.purpose());
    details.put("channel", message.channel());
    if (settlement.reason() != null) {
      details.put("reason", settlement.reason());
    }
    if (settlement.acceptedAt() != null) {
      details.put("acceptedAt", settlement.acceptedAt());
    }
    if (settlement.language() != null) {
      details.put("language", settlement.language());
    }
    if (message.causedBy() != null) {
      details.put("causedBy", message.causedBy());
    }
    return new Entry("message." + settlement.state().slug(), ACTOR, message.subjectId(), details);
  }

  private void count(Settlement settlement, @Nullable Message message) {
    String channel = message == null ? "unknown" : message.channel();
    meters
        .counter("habeas.messages", "state", settlement.state().slug(), "channel", channel)
        .increment();
  }

  static Map<UUID, Message> byId(List<Message> messages) {
    return messages.stream().collect(Collectors.toMap(Message::id, each -> each));
  }

  private static String stream(LocalDate day) {
    return "messages/" + day;
  }

  private static <T> Uni<T> blocking(Supplier<T> work) {
    return Uni.createFrom().item(work).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }
}
