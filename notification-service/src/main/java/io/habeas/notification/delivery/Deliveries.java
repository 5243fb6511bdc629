package io.habeas.notification.delivery;

import com.github.f4b6a3.uuid.UuidCreator;
import io.habeas.clock.BusinessClock;
import io.habeas.clock.SecurityClock;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Plans, claims, settles and counts deliveries. */
@Singleton
public class Deliveries {
  private static final Duration LATELY = Duration.ofMinutes(1);

  private final Pool pool;
  private final SecurityClock clock;
  private final BusinessClock businessClock;
  private final DeliveryStore store = new DeliveryStore();
  private final TallyStore tallies = new TallyStore();

  Deliveries(Pool pool, SecurityClock clock, BusinessClock businessClock) {
    this.pool = pool;
    this.clock = clock;
    this.businessClock = businessClock;
  }

  /**
   * Adds subjects of one bucket to a campaign, by its first channel; who is in it already stays as
   * they are.
   */
  public Uni<Void> plan(SqlConnection tx, UUID campaign, int bucket, List<UUID> subjects) {
    return store.plan(tx, campaign, bucket, subjects, clock.now(), businessClock.now());
  }

  /**
   * Claims up to {@code size} deliveries by one channel that are due, from up to {@code size}
   * buckets. An empty claim means that there is nothing to do now: buckets that turn out to be
   * empty are closed, and the next ones are looked at.
   */
  public Uni<Claim> claim(UUID campaign, Channel channel, int size, Duration lease) {
    return look(campaign, channel, size, lease)
        .chain(
            look ->
                look.claim().isEmpty() && look.buckets() > 0
                    ? claim(campaign, channel, size, lease)
                    : Uni.createFrom().item(look.claim()));
  }

  private record Look(int buckets, Claim claim) {}

  private Uni<Look> look(UUID campaign, Channel channel, int size, Duration lease) {
    UUID id = UuidCreator.getTimeOrderedEpoch();
    Instant now = clock.now();
    DeliveryStore.Term term = new DeliveryStore.Term(now, now.plus(lease));
    return pool.withTransaction(
        tx ->
            store
                .dueBuckets(tx, campaign, channel, now, size)
                .chain(
                    buckets ->
                        claim(
                                tx,
                                new DeliveryStore.Queue(campaign, channel),
                                buckets,
                                id,
                                term,
                                size)
                            .map(
                                claimed ->
                                    new Look(
                                        buckets.size(),
                                        new Claim(campaign, channel, id, term.until(), claimed)))));
  }

  private Uni<List<Claim.Claimed>> claim(
      SqlConnection tx,
      DeliveryStore.Queue queue,
      List<Integer> buckets,
      UUID lease,
      DeliveryStore.Term term,
      int size) {
    return buckets.isEmpty()
        ? Uni.createFrom().item(List.of())
        : store
            .claim(tx, queue, buckets, lease, term, size)
            .call(() -> store.closeBuckets(tx, queue, buckets));
  }

  /** What of a claim is still its holder's, after others may have caught up with the witness. */
  public Uni<Claim> stillHeld(Claim claim) {
    return store
        .stillHeld(pool, claim)
        .map(
            held -> {
              Set<UUID> own = new HashSet<>(held);
              return claim.only(
                  claim.deliveries().stream().filter(d -> own.contains(d.subjectId())).toList());
            });
  }

  /**
   * Settles a claim and plans the next channel for whom this one fails for good; tells whose
   * deliveries it settled, which are not all if the lease was lost.
   */
  public Uni<List<UUID>> settle(SqlConnection tx, Claim claim, List<Outcome> outcomes) {
    UUID campaign = claim.campaignId();
    List<Integer> buckets = outcomes.stream().map(Outcome::bucket).toList();
    return store
        .lockBuckets(tx, campaign, buckets)
        .chain(() -> store.settle(tx, claim, outcomes, clock.now(), businessClock.now()))
        .call(() -> follow(tx, claim, outcomes))
        .call(() -> store.closeBuckets(tx, campaign, buckets));
  }

  private Uni<Void> follow(SqlConnection tx, Claim claim, List<Outcome> outcomes) {
    List<UUID> failed =
        outcomes.stream().filter(Outcome::isFailure).map(Outcome::subjectId).toList();
    return failed.isEmpty()
        ? Uni.createFrom().voidItem()
        : store.follow(
            tx,
            new DeliveryStore.Queue(claim.campaignId(), claim.channel()),
            failed,
            clock.now(),
            businessClock.now());
  }

  /** Takes over what the witness knows of a batch; tells whose deliveries were not known yet. */
  public Uni<List<UUID>> catchUp(
      SqlConnection tx, UUID campaign, String batch, List<Outcome> accepted) {
    return store
        .catchUp(tx, campaign, accepted, clock.now())
        .call(() -> store.knowBatch(tx, campaign, batch));
  }

  /** Remembers that a batch of the witness is in the rows. */
  public Uni<Void> know(SqlConnection tx, UUID campaign, String batch) {
    return store.knowBatch(tx, campaign, batch);
  }

  /** The batches of the witness that are in the rows. */
  public Uni<List<String>> known(UUID campaign) {
    return store.knownBatches(pool, campaign);
  }

  /** Leaves out a subject that is gone, in every campaign; tells in which. */
  public Uni<List<UUID>> suppress(SqlConnection tx, UUID subject, String reason) {
    return store.suppress(tx, subject, reason, clock.now());
  }

  /** How far a campaign is. */
  public Uni<Counts> counts(UUID campaign) {
    return tallies.counts(pool, campaign, clock.now().minus(LATELY));
  }

  /** Who had been told at an instant of business time. */
  public Uni<Told> told(SqlConnection tx, UUID campaign, Instant cutOff) {
    return tallies.told(tx, campaign, cutOff);
  }

  /** Some of those who had not been told by then. */
  public Uni<List<UUID>> untold(SqlConnection tx, UUID campaign, Instant cutOff) {
    return tallies.untold(tx, campaign, cutOff);
  }

  /** Those whom no channel reaches, in a stable order after the given one. */
  public Uni<List<Covered>> covered(UUID campaign, @Nullable UUID after, int limit) {
    return tallies.covered(pool, campaign, after, limit);
  }

  /** The notices to one subject. */
  public Uni<List<SubjectDelivery>> ofSubject(UUID subject) {
    return tallies.ofSubject(pool, subject);
  }
}
