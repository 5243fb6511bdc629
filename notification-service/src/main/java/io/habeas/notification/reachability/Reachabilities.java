package io.habeas.notification.reachability;

import io.habeas.clock.BusinessClock;
import io.habeas.clock.SecurityClock;
import io.habeas.notification.delivery.DeliveryState;
import io.habeas.notification.delivery.Outcome;
import io.habeas.notification.delivery.RelayAnswer;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells subject-service which addresses do not exist. That a relay took a mail says nothing of
 * whether it arrived, so nobody is ever called reachable for that.
 */
@Singleton
public class Reachabilities {
  private static final Logger LOG = Logger.getLogger(Reachabilities.class);
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final int BATCH = 500;

  private final Pool pool;
  private final BusinessClock businessClock;
  private final SecurityClock clock;
  private final ReachabilityClient subjects;
  private final ReachabilityStore store = new ReachabilityStore();

  Reachabilities(
      Pool pool,
      BusinessClock businessClock,
      SecurityClock clock,
      @RestClient ReachabilityClient subjects) {
    this.pool = pool;
    this.businessClock = businessClock;
    this.clock = clock;
    this.subjects = subjects;
  }

  /**
   * Queues what a failure says of the address, in the caller's transaction: nothing, if it is full,
   * or does not want this mail, or the way there is broken.
   *
   * @param status enhanced (RFC 3463)
   */
  public Uni<Void> failed(
      SqlConnection tx, UUID subject, @Nullable UUID contactPoint, String status) {
    return contactPoint == null || !saysThatNobodyIsThere(status)
        ? Uni.createFrom().voidItem()
        : store.insert(tx, subject, contactPoint, "unreachable", businessClock.now(), clock.now());
  }

  /** The same of those whom a relay refused at once and whose deliveries were settled by that. */
  public Uni<Void> refused(SqlConnection tx, List<Outcome> outcomes, List<UUID> settled) {
    Set<UUID> own = Set.copyOf(settled);
    return Multi.createFrom()
        .items(
            outcomes.stream()
                .filter(one -> one.state() == DeliveryState.BOUNCED && one.answer() != null)
                .filter(one -> own.contains(one.subjectId())))
        .onItem()
        .transformToUniAndConcatenate(
            one -> failed(tx, one.subjectId(), one.contactPointId(), status(one)).replaceWith(one))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private static String status(Outcome outcome) {
    RelayAnswer answer = Objects.requireNonNull(outcome.answer());
    return Objects.requireNonNullElse(answer.status(), "5.0.0");
  }

  /** Bad address (5.1), or a mailbox that is disabled (5.2.1). */
  static boolean saysThatNobodyIsThere(String status) {
    return (status.startsWith("5.1.") && !status.equals("5.1.7") && !status.equals("5.1.8"))
        || status.equals("5.2.1");
  }

  @Scheduled(
      every = "${habeas.reachability.every:10s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> round() {
    return tellAll()
        .onFailure()
        .invoke(e -> LOG.warnf("subject-service does not hear of addresses now: %s", e.getClass()))
        .onFailure()
        .recoverWithNull();
  }

  /**
   * Tells what is due. Claimed under a lease and deleted when it is taken: killed between, it is
   * told again, which changes nothing.
   */
  public Uni<Void> tellAll() {
    return store
        .claim(pool, clock.now(), clock.now().plus(LEASE), BATCH)
        .chain(
            claimed ->
                claimed.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : tell(claimed)
                        .chain(
                            () ->
                                claimed.size() < BATCH ? Uni.createFrom().voidItem() : tellAll()));
  }

  private Uni<Void> tell(List<ReachabilityStore.Queued> claimed) {
    return subjects
        .tell(
            new ReachabilityClient.Reports(
                claimed.stream().map(ReachabilityStore.Queued::contactPoint).toList()))
        .chain(
            () -> store.delete(pool, claimed.stream().map(ReachabilityStore.Queued::id).toList()));
  }
}
