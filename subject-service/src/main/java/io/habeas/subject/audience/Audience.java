package io.habeas.subject.audience;

import io.habeas.bucket.BucketRange;
import io.habeas.database.UnfinishedWrites;
import io.habeas.ledger.Entry;
import io.habeas.ledger.Ledger;
import io.habeas.problem.Invalid;
import io.habeas.problem.Missing;
import io.habeas.subject.audience.AudienceStore.Found;
import io.habeas.subject.audience.AudienceStore.Position;
import io.habeas.subject.record.IdCommitment;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Streams buckets page by page, as fast as the reader takes them; each page read is recorded.
 * Whoever was being registered when the first page was asked for is in, if they were registered at
 * all.
 */
@Singleton
class Audience {

  /** How many are read at once. */
  static final int PAGE = 1000;

  private final AudienceStore store;
  private final Ledger ledger;
  private final Pool pool;

  Audience(AudienceStore store, Ledger ledger, Pool pool) {
    this.store = store;
    this.ledger = ledger;
    this.pool = pool;
  }

  /** The subjects of the buckets behind this one, or all, whom the filter lets through. */
  Multi<AudienceMember> stream(
      BucketRange buckets, @Nullable UUID after, AudienceFilter filter, String actor) {
    return start(buckets, after)
        .onItem()
        .transformToMulti(from -> stream(buckets, from, filter, actor));
  }

  /** The first of them alone. */
  Multi<AudienceMember> some(
      BucketRange buckets, @Nullable UUID after, int limit, AudienceFilter filter, String actor) {
    return start(buckets, after)
        .chain(from -> page(buckets, from, limit, filter, actor))
        .onItem()
        .<Found>disjoint()
        .map(Found::member);
  }

  /** What decides whether a change concerns a subject; the read is recorded. */
  Uni<Relation> relation(UUID subject, String actor) {
    return pool.withTransaction(
        tx ->
            store
                .relation(tx, subject)
                .map(found -> found.orElseThrow(Missing::new))
                .call(
                    () -> ledger.append(tx, new Entry("relation.read", actor, subject, Map.of()))));
  }

  private Uni<Position> start(BucketRange buckets, @Nullable UUID after) {
    if (after == null) {
      return UnfinishedWrites.awaitEnd(pool).replaceWith(Position.before(buckets.first()));
    }
    return buckets.holds(after)
        ? store.positionOf(pool, after).map(found -> found.orElseThrow(Audience::notThere))
        : Uni.createFrom().failure(notThere());
  }

  private static Invalid notThere() {
    return new Invalid("after", "must be a subject of the buckets");
  }

  private Multi<AudienceMember> stream(
      BucketRange buckets, Position from, AudienceFilter filter, String actor) {
    return Multi.createBy()
        .repeating()
        .uni(
            () -> new Progress(from),
            progress -> page(buckets, progress.reached, PAGE, filter, actor).invoke(progress::past))
        .whilst(page -> page.size() == PAGE)
        .onItem()
        .<Found>disjoint()
        .map(Found::member);
  }

  private Uni<List<Found>> page(
      BucketRange buckets, Position after, int size, AudienceFilter filter, String actor) {
    return pool.withTransaction(
        tx ->
            store
                .page(tx, buckets.last(), after, filter, size)
                .call(page -> record(tx, buckets, page, actor)));
  }

  private Uni<Void> record(SqlConnection tx, BucketRange buckets, List<Found> page, String actor) {
    if (page.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    List<UUID> ids = page.stream().map(found -> found.member().subjectId()).toList();
    Map<String, Object> details =
        Map.of(
            "bucket", buckets.first(),
            "through", buckets.last(),
            "subjects", ids.size(),
            "ids", IdCommitment.of(ids));
    return ledger.append(tx, new Entry("audience.read", actor, null, details));
  }

  /** How far one stream has come. */
  private static final class Progress {

    private volatile Position reached;

    Progress(Position from) {
      this.reached = from;
    }

    void past(List<Found> page) {
      if (!page.isEmpty()) {
        reached = page.getLast().position();
      }
    }
  }
}
