package io.habeas.notification.message;

import com.github.f4b6a3.uuid.UuidCreator;
import io.habeas.clock.BusinessClock;
import io.habeas.notification.carrier.Carrier;
import io.habeas.notification.carrier.Fate;
import io.habeas.notification.carrier.Parcel;
import io.habeas.notification.recipient.Recipient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A claim on its way out, and what became of each message in it. */
final class Sending {
  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final Duration UNDECIDED_PAUSE = Duration.ofMinutes(5);
  private static final Duration QUIET_PAUSE = Duration.ofMinutes(15);
  private static final Duration DOUBT_PAUSE = Duration.ofSeconds(15);

  /** One minute, two, four ... up to eight and a half hours: a day and an hour in all. */
  private static final int ATTEMPTS = 12;

  private static final int LONGEST_WAIT = 9;

  /** So often a sender may be lost with a message before it is the message's fault. */
  private static final int LOSSES = 3;

  private final Lane.Means means;
  private final BusinessClock businessClock;
  private final Books.Batch batch;
  private final Map<UUID, Recipient> recipients;
  private final List<Writing.Ready> ready;
  private final Map<UUID, Settlement> settled = new HashMap<>();

  Sending(
      Lane.Means means,
      Books.Batch batch,
      Map<UUID, Recipient> recipients,
      List<Writing.Ready> ready) {
    this.means = means;
    this.businessClock = means.businessClock();
    this.batch = batch;
    this.recipients = recipients;
    this.ready = ready;
  }

  /** What became of a claim, and whether it makes sense to claim more now. */
  record Sent(List<Settlement> settlements, boolean goOn) {}

  /** Gives back a claim of which nothing was sent. */
  static Sent givenBack(List<Message> messages, Instant now) {
    return new Sent(
        messages.stream()
            .map(each -> settlement(each, MessageState.QUEUED, null, now.plus(PAUSE), false))
            .toList(),
        false);
  }

  Sent by(Carrier carrier, Instant deadline) {
    List<Parcel> parcels = new ArrayList<>();
    for (Writing.Ready each : ready) {
      Parcel parcel = parcel(each);
      if (parcel != null) {
        parcels.add(parcel);
      }
    }
    boolean isOpen = parcels.isEmpty() || carrier.carry(parcels, deadline, this::told);
    Duration wait = isOpen ? Duration.ZERO : PAUSE;
    batch.messages().values().stream()
        .filter(message -> !settled.containsKey(message.id()))
        .forEach(message -> settle(message, MessageState.QUEUED, null, wait, false));
    return new Sent(List.copyOf(settled.values()), isOpen);
  }

  private @Nullable Parcel parcel(Writing.Ready each) {
    Message message = each.message();
    if (message.losses() >= LOSSES) {
      return settle(message, MessageState.QUARANTINED, "sender-lost", Duration.ZERO, true);
    }
    return switch (Objects.requireNonNull(recipients.get(message.id()))) {
      case Recipient.Unreachable _ ->
          settle(message, MessageState.UNREACHABLE, "no-address", Duration.ZERO, true);
      case Recipient.Denied denied -> denied(message, denied);
      case Recipient.Reachable to -> write(each, to);
    };
  }

  private @Nullable Parcel write(Writing.Ready each, Recipient.Reachable to) {
    try {
      return means.writing().write(each, to);
    } catch (RuntimeException e) {
      // Its message may quote what was to be written.
      return settle(each.message(), MessageState.QUARANTINED, "not-written", Duration.ZERO, true);
    }
  }

  private @Nullable Parcel denied(Message message, Recipient.Denied denied) {
    String rule = denied.rule();
    if (!denied.passes()) {
      return settle(message, MessageState.SUPPRESSED, rule, Duration.ZERO, true);
    }
    Duration wait = rule.equals(Recipient.Denied.QUIET_HOURS) ? QUIET_PAUSE : UNDECIDED_PAUSE;
    return settle(message, MessageState.DEFERRED, rule, wait, false);
  }

  private void told(Parcel parcel, Fate fate) {
    Message message = Objects.requireNonNull(batch.messages().get(parcel.id()));
    switch (fate) {
      case Fate.Accepted(var reference) -> {
        Settlement accepted =
            new Settlement(
                message.bucket(),
                message.id(),
                message.subjectId(),
                MessageState.ACCEPTED,
                means.clock().now(),
                null,
                parcel.text().language(),
                reference,
                businessClock.now(),
                UuidCreator.getTimeOrderedEpoch(),
                true);
        settled.put(message.id(), accepted);
        means.books().note(batch, accepted);
      }
      case Fate.Deferred(String reason) -> defer(message, reason);
      case Fate.Bounced(String reason) ->
          settle(message, MessageState.BOUNCED, reason, Duration.ZERO, true);
      case Fate.Unfit(String reason) ->
          settle(message, MessageState.QUARANTINED, reason, Duration.ZERO, true);
      case Fate.InDoubt(String reason) ->
          settle(message, MessageState.DEFERRED, reason, DOUBT_PAUSE, true);
      case Fate.NotSent(String reason, Duration pause) ->
          settle(message, MessageState.QUEUED, reason, pause, false);
    }
  }

  private void defer(Message message, String reason) {
    if (message.attempt() >= ATTEMPTS) {
      settle(message, MessageState.BOUNCED, "gave-up-" + reason, Duration.ZERO, true);
    } else {
      int doublings = Math.clamp(message.attempt() - 1, 0, LONGEST_WAIT);
      settle(message, MessageState.DEFERRED, reason, Duration.ofMinutes(1L << doublings), true);
    }
  }

  private @Nullable Parcel settle(
      Message message, MessageState state, @Nullable String reason, Duration wait, boolean counts) {
    settled.put(
        message.id(), settlement(message, state, reason, means.clock().now().plus(wait), counts));
    return null;
  }

  private static Settlement settlement(
      Message message, MessageState state, @Nullable String reason, Instant dueAt, boolean counts) {
    return new Settlement(
        message.bucket(),
        message.id(),
        message.subjectId(),
        state,
        dueAt,
        reason,
        null,
        null,
        null,
        UuidCreator.getTimeOrderedEpoch(),
        counts);
  }
}
