package io.habeas.notification.delivery;

import com.github.f4b6a3.uuid.UuidCreator;
import io.habeas.bucket.Bucket;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Plans, claims, settles and counts deliveries. */
@Singleton
public class Deliveries {
  private static final int FIRST_BREADTH = 64;
  private static final int MOST_QUEUES = 1_000;
  private static final int MOST_LOST = 8;
  private static final int MOST_LEFT_BEHIND = 50;
  private static final Duration LATELY = Duration.ofMinutes(1);
  private static final UUID FIRST = new UUID(0, 0);

  private final Pool pool;
  private final SecurityClock clock;
  private final BusinessClock businessClock;

  /** How many buckets a claim of a queue needs, as far as it was learnt. */
  private final Map<ClaimStore.Queue, Integer> breadths = new ConcurrentHashMap<>();

  private final ClaimStore claims = new ClaimStore();
  private final DeliveryStore store = new DeliveryStore();
  private final TallyStore tallies = new TallyStore();
  private final TakeBackStore returned = new TakeBackStore();

  Deliveries(Pool pool, SecurityClock clock, BusinessClock businessClock) {
    this.pool = pool;
    this.clock = clock;
    this.businessClock = businessClock;
  }

  /** Adds subjects to a campaign, by its first channel; who is in it already stays as they are. */
  public Uni<Void> plan(SqlConnection tx, UUID campaign, List<UUID> subjects) {
    return store.plan(tx, campaign, subjects, businessClock.now());
  }

  /**
   * Claims up to {@code size} deliveries by one channel that are due, from as few buckets as that
   * takes. An empty claim means that there is nothing to do now: buckets that turn out to be empty
   * are closed, and the next ones are looked at.
   */
  public Uni<Claim> claim(UUID campaign, Channel channel, int size, Duration lease) {
    return look(campaign, channel, size, lease)
        .chain(
            look ->
                look.claim().isEmpty() && look.sawBuckets()
                    ? claim(campaign, channel, size, lease)
                    : Uni.createFrom().item(look.claim()));
  }

  private record Look(boolean sawBuckets, Claim claim) {}

  private Uni<Look> look(UUID campaign, Channel channel, int size, Duration lease) {
    ClaimStore.Queue queue = new ClaimStore.Queue(campaign, channel);
    Instant now = clock.now();
    ClaimStore.Term term = new ClaimStore.Term(now, now.plus(lease));
    int breadth = breadths.getOrDefault(queue, FIRST_BREADTH);
    return pool.withTransaction(
        tx ->
            claims
                .dueBuckets(tx, campaign, channel, now, breadth)
                .chain(buckets -> claim(tx, queue, buckets, term, size))
                .onItem()
                .ifNull()
                .continueWith(() -> new Look(false, Claim.none(campaign, channel, now))));
  }

  private Uni<@Nullable Look> claim(
      SqlConnection tx,
      ClaimStore.Queue queue,
      List<Integer> buckets,
      ClaimStore.Term term,
      int size) {
    if (buckets.isEmpty()) {
      return Uni.createFrom().nullItem();
    }
    UUID lease = UuidCreator.getTimeOrderedEpoch();
    return claims
        .claim(tx, queue, buckets, lease, term, size)
        .invoke(claimed -> learn(queue, claimed.size() < size, buckets, claimed))
        .chain(
            claimed ->
                lost(tx, queue, term, claimed.size() < size)
                    .map(
                        lost ->
                            new Claim(
                                queue.campaign(),
                                queue.channel(),
                                lease,
                                term.until(),
                                claimed,
                                lost)))
        .call(() -> claims.closeBuckets(tx, queue, buckets))
        .map(claim -> new Look(true, claim));
  }

  /** Looked for where nothing else is left to do. */
  private Uni<List<Claim.Lost>> lost(
      SqlConnection tx, ClaimStore.Queue queue, ClaimStore.Term term, boolean hasTime) {
    return hasTime
        ? claims.lost(tx, queue, term.from(), MOST_LOST)
        : Uni.createFrom().item(List.of());
  }

  /** Some of what lost lanes hold in campaigns of which nothing is claimed: to be recovered. */
  public Uni<List<Claim>> leftBehind() {
    return claims.leftBehind(pool, clock.now(), MOST_LEFT_BEHIND);
  }

  /**
   * Locks as few buckets as a claim needs, so that other lanes find some too: a large campaign has
   * thousands of people in a bucket, a small one a handful.
   */
  private void learn(
      ClaimStore.Queue queue, boolean wantsMore, List<Integer> buckets, List<Claim.Claimed> got) {
    if (breadths.size() > MOST_QUEUES) {
      breadths.clear();
    }
    if (wantsMore) {
      breadths.put(queue, Math.min(Bucket.COUNT, buckets.size() * 2));
    } else {
      int needed = (int) got.stream().mapToInt(Claim.Claimed::bucket).distinct().count();
      breadths.put(queue, Math.min(Bucket.COUNT, needed + 1));
    }
  }

  /**
   * Gives back what a lost lane held: what it had begun is in doubt, the rest is as if it had never
   * been claimed. Of several who find it lost, one does.
   */
  public Uni<Void> release(UUID campaign, Channel channel, Claim.Lost lost, Set<UUID> begun) {
    ClaimStore.Queue queue = new ClaimStore.Queue(campaign, channel);
    Instant now = clock.now();
    return pool.withTransaction(
        tx ->
            claims
                .lockBuckets(tx, campaign, lost.buckets())
                .chain(() -> claims.endLost(tx, lost.lease(), now))
                .chain(held -> claims.release(tx, queue, held, begun, now))
                .chain(() -> claims.closeBuckets(tx, queue, lost.buckets())));
  }

  /** Keeps where a claim's only delivery goes, and in which language, until it is settled. */
  public Uni<Void> handOut(Claim claim, @Nullable UUID contactPoint, String language) {
    return claims.handOut(
        pool,
        new ClaimStore.Queue(claim.campaignId(), claim.channel()),
        claim.deliveries().getFirst().subjectId(),
        claim.lease(),
        contactPoint,
        language);
  }

  /** A delivery that was handed out, as long as the lease holds. */
  public Uni<Optional<Held>> held(UUID campaign, Channel channel, UUID subject, UUID lease) {
    return claims.held(pool, new ClaimStore.Queue(campaign, channel), subject, lease, clock.now());
  }

  /** How many deliveries by a channel wait. */
  public Uni<Waiting> waiting(UUID campaign, Channel channel) {
    return claims.waiting(pool, new ClaimStore.Queue(campaign, channel), clock.now());
  }

  /**
   * Settles a claim and plans the next channel for whom this one fails for good; tells whose
   * deliveries it settled, which are not all if the lease was lost.
   */
  public Uni<List<UUID>> settle(SqlConnection tx, Claim claim, List<Outcome> outcomes) {
    UUID campaign = claim.campaignId();
    List<Integer> buckets = claim.deliveries().stream().map(Claim.Claimed::bucket).toList();
    return claims
        .lockBuckets(tx, campaign, buckets)
        .chain(() -> claims.end(tx, claim.lease()))
        .chain(
            held ->
                held.isEmpty()
                    ? Uni.createFrom().item(List.<UUID>of())
                    : store
                        .settle(tx, claim, outcomes, clock.now(), businessClock.now())
                        .call(() -> follow(tx, claim, outcomes))
                        .call(() -> giveBack(tx, claim, held, outcomes)))
        .call(() -> claims.closeBuckets(tx, campaign, buckets));
  }

  /** What nobody tells of waits for the next claim: nothing may be in no hands and in no queue. */
  private Uni<Void> giveBack(
      SqlConnection tx, Claim claim, List<UUID> held, List<Outcome> outcomes) {
    Set<UUID> rest = new HashSet<>(held);
    outcomes.forEach(outcome -> rest.remove(outcome.subjectId()));
    return rest.isEmpty()
        ? Uni.createFrom().voidItem()
        : claims.release(
            tx,
            new ClaimStore.Queue(claim.campaignId(), claim.channel()),
            List.copyOf(rest),
            Set.of(),
            clock.now());
  }

  private Uni<List<Channel>> follow(SqlConnection tx, Claim claim, List<Outcome> outcomes) {
    List<UUID> failed =
        outcomes.stream().filter(Outcome::isFailure).map(Outcome::subjectId).toList();
    return failed.isEmpty()
        ? Uni.createFrom().item(List.of())
        : store.follow(
            tx,
            new ClaimStore.Queue(claim.campaignId(), claim.channel()),
            failed,
            clock.now(),
            businessClock.now());
  }

  /**
   * Takes an acceptance back, as the notice came back, and plans the next channel; nothing, if
   * there is none to take back.
   */
  public Uni<Optional<TakenBack>> takeBack(SqlConnection tx, Bounce bounce) {
    List<Integer> bucket = List.of(Bucket.of(bounce.subject()));
    return claims
        .lockBuckets(tx, bounce.campaign(), bucket)
        .chain(() -> returned.takeBack(tx, bounce, clock.now()))
        .chain(
            taken ->
                taken.isEmpty()
                    ? Uni.createFrom().item(taken)
                    : follow(tx, bounce).map(by -> taken.map(one -> one.followed(by.orElse(null)))))
        .call(() -> claims.closeBuckets(tx, bounce.campaign(), bucket));
  }

  /** The same of a bounce that the witness knows, and perhaps an acceptance that it does not. */
  public Uni<Optional<TakenBack>> takeBackAgain(SqlConnection tx, Bounce bounce) {
    return claims
        .lockBuckets(tx, bounce.campaign(), List.of(Bucket.of(bounce.subject())))
        .chain(() -> returned.wasOut(tx, bounce, clock.now()))
        .chain(() -> takeBack(tx, bounce));
  }

  private Uni<Optional<Channel>> follow(SqlConnection tx, Bounce bounce) {
    return store
        .follow(
            tx,
            new ClaimStore.Queue(bounce.campaign(), bounce.channel()),
            List.of(bounce.subject()),
            clock.now(),
            businessClock.now())
        .map(by -> by.stream().findFirst());
  }

  /** Notes that a notice came back, where the acceptance stands all the same. */
  public Uni<Optional<TakenBack>> markBounced(SqlConnection tx, Bounce bounce) {
    return returned.markBounced(tx, bounce);
  }

  /** Keeps what a carrier will know deliveries of a claim by, before it has them. */
  public Uni<Void> go(Claim claim, Map<UUID, Claim.Claimed> byParcel) {
    return byParcel.isEmpty()
        ? Uni.createFrom().voidItem()
        : claims.go(pool, new ClaimStore.Queue(claim.campaignId(), claim.channel()), byParcel);
  }

  /** The delivery that a carrier knows by that id. */
  public Uni<Optional<OnTheWay>> onTheWay(SqlConnection tx, UUID parcel) {
    return returned.onTheWay(tx, parcel);
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

  /** When those who wait are tried again, and how many of them after a moment of security time. */
  public Uni<Attempts> attempts(UUID campaign, Instant moment) {
    return tallies.attempts(pool, campaign, moment);
  }

  /** How many a second the relays took in the best minute that there was; 0 if there was none. */
  public Uni<Double> bestPace() {
    return tallies.bestPace(pool);
  }

  /**
   * Some of those of a bucket who have or may have had a notice of a version, by another campaign
   * than this one, in the order of their ids, after the given one.
   */
  public Uni<List<UUID>> mayHaveHad(
      UUID version, UUID other, int bucket, @Nullable UUID after, int limit) {
    return store.mayHaveHad(pool, version, other, bucket, after == null ? FIRST : after, limit);
  }

  /** Those whom no channel reaches, in a stable order after the given one. */
  public Uni<List<Covered>> covered(UUID campaign, @Nullable UUID after, int limit) {
    return tallies.covered(pool, campaign, after, limit);
  }

  /** What came back about one subject's notices, newest first. */
  public Uni<List<Reported>> reportsOfSubject(UUID subject) {
    return tallies.reportsOfSubject(pool, subject);
  }

  /** The notices to one subject. */
  public Uni<List<SubjectDelivery>> ofSubject(UUID subject) {
    return tallies.ofSubject(pool, subject);
  }
}
