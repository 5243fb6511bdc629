package io.habeas.notification.rehearsal;

import com.github.f4b6a3.uuid.UuidCreator;
import io.habeas.clock.BusinessClock;
import io.habeas.clock.SecurityClock;
import io.habeas.ledger.Entry;
import io.habeas.ledger.Ledger;
import io.habeas.notification.announcement.Announcements;
import io.habeas.notification.audience.Sources;
import io.habeas.notification.campaign.Audience;
import io.habeas.notification.campaign.NoticesConfig;
import io.habeas.notification.delivery.Channel;
import io.habeas.notification.policy.Policies;
import io.habeas.notification.policy.PolicyVersion;
import io.habeas.notification.recipient.Recipient;
import io.habeas.notification.recipient.Recipients;
import io.habeas.notification.smtp.Mailbox;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Asks of everybody what would be asked at the moment of sending, and counts the answers. Bucket
 * after bucket, each kept when it is whole: killed, it goes on with the bucket that it was at.
 */
@Singleton
public class DryRuns {
  private static final Logger LOG = Logger.getLogger(DryRuns.class);
  private static final String PURPOSE = "policy-notice";
  private static final Duration LEASE = Duration.ofMinutes(2);
  private static final int BUCKETS = 256;
  private static final int BATCH = 500;

  private final Pool pool;
  private final Policies policies;
  private final Announcements announcements;
  private final Sources sources;
  private final Recipients recipients;
  private final NoticesConfig notices;
  private final Ledger ledger;
  private final BusinessClock clock;
  private final SecurityClock securityClock;
  private final RehearsalStore store = new RehearsalStore();

  DryRuns(
      Pool pool,
      Policies policies,
      Announcements announcements,
      Sources sources,
      Recipients recipients,
      NoticesConfig notices,
      Ledger ledger,
      BusinessClock clock,
      SecurityClock securityClock) {
    this.pool = pool;
    this.policies = policies;
    this.announcements = announcements;
    this.sources = sources;
    this.recipients = recipients;
    this.notices = notices;
    this.ledger = ledger;
    this.clock = clock;
    this.securityClock = securityClock;
  }

  /** Starts one, in the caller's transaction. */
  Uni<UUID> start(SqlConnection tx, String actor, PolicyVersion version) {
    UUID id = UuidCreator.getTimeOrderedEpoch();
    return store
        .start(tx, id, version.id(), actor, clock.now())
        .chain(
            () ->
                ledger.append(
                    tx,
                    new Entry(
                        "policy-version.rehearsed",
                        actor,
                        null,
                        Map.of("document", version.document(), "version", version.label()))))
        .replaceWith(id);
  }

  /** The newest ones of a version, newest first. */
  Uni<List<RehearsalStore.Run>> newest(PolicyVersion version) {
    return store.newest(pool, version.id());
  }

  @Scheduled(
      every = "${habeas.campaigns.every:1s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> round() {
    return runAll()
        .onFailure()
        .invoke(e -> LOG.warnf("a dry run was interrupted, it goes on in two minutes: %s", e))
        .onFailure()
        .recoverWithNull();
  }

  /** Goes on with what nobody is at, to the end. */
  public Uni<Void> runAll() {
    return store
        .claim(pool, securityClock.now(), until())
        .onItem()
        .ifNotNull()
        .transformToUni(
            run ->
                policies
                    .version(run.versionId())
                    .chain(
                        version ->
                            announcements
                                .audience(version)
                                .chain(audience -> run(run, new Told(version, audience)))));
  }

  /** What is told, and whom. */
  private record Told(PolicyVersion version, Audience audience) {}

  /** A loop and not a recursion: there are 256 of them. */
  private Uni<Void> run(RehearsalStore.Run claimed, Told told) {
    List<RehearsalStore.Run> at = new ArrayList<>(List.of(claimed));
    return Uni.createFrom()
        .deferred(
            () -> bucket(at.getLast(), told).invoke(next -> next.ifPresent(run -> at.set(0, run))))
        .repeat()
        .whilst(Optional::isPresent)
        .collect()
        .last()
        .replaceWithVoid();
  }

  /** The run after one bucket more; nothing, when it is done or no longer ours. */
  private Uni<Optional<RehearsalStore.Run>> bucket(RehearsalStore.Run run, Told told) {
    Tally tally = Tally.of(run.tally().toJson());
    int next = run.nextBucket() + 1;
    Instant finished = next == BUCKETS ? clock.now() : null;
    return sources
        .everybody(told.audience(), run.nextBucket())
        .group()
        .intoLists()
        .of(BATCH)
        .onItem()
        .transformToUniAndConcatenate(
            some -> ask(tally, told.version(), notices.channels(), some).replaceWith(some))
        .collect()
        .last()
        .chain(() -> store.advance(pool, run, tally, finished, until()))
        .map(
            ours ->
                ours && finished == null
                    ? Optional.of(
                        new RehearsalStore.Run(
                            run.id(), run.versionId(), run.startedAt(), null, next, tally))
                    : Optional.empty());
  }

  /** Whoever one channel does not reach is asked for by the next, as in a campaign. */
  private Uni<Void> ask(
      Tally tally, PolicyVersion version, List<Channel> channels, List<UUID> subjects) {
    if (channels.isEmpty() || subjects.isEmpty()) {
      subjects.forEach(_ -> tally.covered());
      return Uni.createFrom().voidItem();
    }
    Channel channel = channels.getFirst();
    return recipients
        .find(PURPOSE, channel.asAsked(), subjects)
        .map(
            found ->
                subjects.stream()
                    .filter(
                        subject ->
                            !isSettled(
                                tally,
                                version,
                                channel,
                                subject,
                                Objects.requireNonNull(found.get(subject))))
                    .toList())
        .chain(left -> ask(tally, version, channels.subList(1, channels.size()), left));
  }

  private static boolean isSettled(
      Tally tally, PolicyVersion version, Channel channel, UUID subject, Recipient recipient) {
    switch (recipient) {
      case Recipient.Reachable to -> {
        if (channel == Channel.EMAIL && Mailbox.of(to.address()).isEmpty()) {
          tally.refused(channel, "bad-address", null, subject);
          return false;
        }
        tally.reachable(channel, version.textFor(to.languages()).language());
        return true;
      }
      case Recipient.Unreachable _ -> {
        tally.refused(channel, "no-address", null, subject);
        return false;
      }
      case Recipient.Denied denied -> {
        if (denied.isErased()) {
          tally.erased(subject);
          return true;
        }
        tally.refused(channel, "denied", denied.rule(), subject);
        return false;
      }
    }
  }

  private Instant until() {
    return securityClock.now().plus(LEASE);
  }
}
