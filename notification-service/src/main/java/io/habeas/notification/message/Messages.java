package io.habeas.notification.message;

import io.habeas.bucket.Bucket;
import io.habeas.clock.BusinessClock;
import io.habeas.clock.SecurityClock;
import io.habeas.ledger.Entry;
import io.habeas.ledger.Ledger;
import io.habeas.notification.NotificationFailure;
import io.habeas.notification.template.Fields;
import io.habeas.notification.template.Template;
import io.habeas.notification.template.Templates;
import io.habeas.problem.Invalid;
import io.habeas.problem.Missing;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Queues messages, shows them, and lets people decide about those that failed. */
@Singleton
public class Messages {
  private static final Set<String> CHANNELS = Set.of("email", "sms", "phone", "automated-call");

  private final Pool pool;
  private final Templates templates;
  private final Seals seals;
  private final Ledger ledger;
  private final BusinessClock businessClock;
  private final SecurityClock clock;
  private final Instance<BeforeContact> first;
  private final MessageStore store = new MessageStore();

  Messages(
      Pool pool,
      Templates templates,
      Seals seals,
      Ledger ledger,
      BusinessClock businessClock,
      SecurityClock clock,
      @Any Instance<BeforeContact> first) {
    this.pool = pool;
    this.templates = templates;
    this.seals = seals;
    this.ledger = ledger;
    this.businessClock = businessClock;
    this.clock = clock;
    this.first = first;
  }

  /**
   * Queues a message, and before it what has to be said first. The same id again changes nothing.
   *
   * @throws Invalid naming the template, the channel, or each field that does not fit
   */
  public Uni<Message> queue(SqlConnection tx, NewMessage wanted) {
    return prepare(tx, wanted)
        .call(_ -> sayFirst(tx, wanted.subjectId()))
        .call(message -> insert(tx, message));
  }

  /** Queues what has to be said first. */
  public Uni<Message> queueAhead(SqlConnection tx, NewMessage wanted) {
    return prepare(tx, wanted).call(message -> insert(tx, message));
  }

  /** One message to that subject. */
  public Uni<Message> one(UUID id, UUID subject) {
    return store.one(pool, Bucket.of(subject), id).map(Messages::required);
  }

  /** Those in a state, newest first, older than {@code before} if given. */
  public Uni<List<Message>> ofState(MessageState state, @Nullable UUID before, int limit) {
    return store.ofState(pool, state, before, limit);
  }

  /** Those to one subject, newest first. */
  public Uni<List<Message>> ofSubject(UUID subject, @Nullable UUID before, int limit) {
    return store.ofSubject(pool, subject, before, limit);
  }

  /** Those of one case, newest first. */
  public Uni<List<Message>> ofCase(UUID caseId, int limit) {
    return store.ofCase(pool, caseId, limit);
  }

  /** How many wait. */
  public Uni<MessageCounts> counts() {
    return store.counts(pool).map(MessageCounts::new);
  }

  /**
   * A person decides about one that failed.
   *
   * @param decision to send it again, or not at all
   */
  public Uni<Message> decide(String actor, UUID id, UUID subject, Decision decision) {
    return pool.withTransaction(
            tx ->
                store
                    .lock(tx, Bucket.of(subject), id)
                    .map(Messages::required)
                    .invoke(message -> requireQuarantined(message, decision))
                    .call(message -> decide(tx, message, decision))
                    .call(message -> ledger.append(tx, entry(message, decision, actor))))
        .chain(() -> one(id, subject));
  }

  /** What people can decide. */
  public enum Decision {
    RETRY,
    DROP
  }

  /**
   * The other side tells later what became of an accepted message.
   *
   * @param failure a short code, or null where it was delivered
   * @return whether the message is settled, so that the news could be kept
   */
  public Uni<Boolean> heard(SqlConnection tx, int bucket, UUID id, @Nullable String failure) {
    return store
        .lock(tx, bucket, id)
        .chain(
            message ->
                message == null || message.state() != MessageState.ACCEPTED
                    ? Uni.createFrom().item(message == null || message.state().isFinal())
                    : store
                        .heard(tx, message, failure, businessClock.now())
                        .chain(() -> ledger.append(tx, heard(message, failure)))
                        .replaceWith(true));
  }

  /** The same where nothing but the message's id is known; an unknown one changes nothing. */
  public Uni<Boolean> heard(SqlConnection tx, UUID id, @Nullable String failure) {
    return store
        .find(tx, id)
        .chain(
            found ->
                found == null
                    ? Uni.createFrom().item(false)
                    : found.deliveredAt() != null
                        ? Uni.createFrom().item(true)
                        : heard(tx, found.bucket(), id, failure));
  }

  private static Entry heard(Message message, @Nullable String failure) {
    return failure == null
        ? entry("message.delivered", "notification-service", message)
        : new Entry(
            "message.bounced",
            "notification-service",
            message.subjectId(),
            Map.of(
                "message", message.id(),
                "template", message.template(),
                "channel", message.channel(),
                "reason", failure));
  }

  /** Nothing is sent to an erased subject any more, and nothing of what was said is kept. */
  public Uni<Void> forget(SqlConnection tx, UUID subject) {
    return store.suppress(tx, subject);
  }

  private Uni<Message> prepare(SqlConnection tx, NewMessage wanted) {
    if (!CHANNELS.contains(wanted.channel())) {
      throw new Invalid("channel", "must be one of email, sms, phone, automated-call");
    }
    return templates
        .active(tx, wanted.template())
        .map(
            template -> {
              if (template == null) {
                throw new Invalid("template", "is not the name of an active template");
              }
              return message(wanted, template);
            });
  }

  private Message message(NewMessage wanted, Template template) {
    if (!wanted.channel().equals("email") && !template.hasShortForm()) {
      throw new Invalid("channel", "is not one that this template has a text for");
    }
    Fields fields = templates.read(template, wanted.fields());
    SealedPart sealed = new SealedPart(fields.sealed(), wanted.inReplyTo());
    return new Message(
        Bucket.of(wanted.subjectId()),
        wanted.id(),
        wanted.subjectId(),
        template.name(),
        template.version(),
        template.purpose(),
        wanted.channel(),
        fields.open(),
        sealed.isEmpty() ? null : seals.seal(wanted.id(), sealed.text()),
        wanted.caseId(),
        wanted.causedBy(),
        wanted.requestedBy(),
        MessageState.QUEUED,
        0,
        0,
        null,
        null,
        null,
        businessClock.now(),
        null,
        null);
  }

  private Uni<Void> sayFirst(SqlConnection tx, UUID subject) {
    return Multi.createFrom()
        .iterable(first)
        .onItem()
        .transformToUniAndConcatenate(each -> each.before(tx, subject))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> insert(SqlConnection tx, Message message) {
    return store
        .insert(tx, message, clock.now())
        .chain(
            isNew ->
                isNew
                    ? ledger.append(tx, entry("message.queued", message.requestedBy(), message))
                    : Uni.createFrom().voidItem());
  }

  private Uni<Void> decide(SqlConnection tx, Message message, Decision decision) {
    return switch (decision) {
      case RETRY -> store.decide(tx, message, MessageState.QUEUED, null, clock.now());
      case DROP -> store.decide(tx, message, MessageState.DROPPED, message.reason(), clock.now());
    };
  }

  private static void requireQuarantined(Message message, Decision decision) {
    if (message.state() != MessageState.QUARANTINED) {
      throw new NotificationFailure.WrongState(
          decision == Decision.RETRY ? "sent again" : "dropped", message.state().slug());
    }
  }

  private static Entry entry(Message message, Decision decision, String actor) {
    return entry(
        decision == Decision.RETRY ? "message.retried" : "message.dropped", actor, message);
  }

  private static Entry entry(String action, String actor, Message message) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("message", message.id());
    details.put("template", message.template());
    details.put("version", message.version());
    details.put("purpose", message.purpose());
    details.put("channel", message.channel());
    if (message.causedBy() != null) {
      details.put("causedBy", message.causedBy());
    }
    if (message.reason() != null) {
      details.put("reason", message.reason());
    }
    return new Entry(action, actor, message.subjectId(), details);
  }

  private static Message required(@Nullable Message message) {
    if (message == null) {
      throw new Missing();
    }
    return message;
  }
}
