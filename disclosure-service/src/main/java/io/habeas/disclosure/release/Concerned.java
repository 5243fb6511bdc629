package io.habeas.disclosure.release;

import io.habeas.bucket.Bucket;
import io.habeas.bucket.BucketRange;
import io.habeas.database.UnfinishedWrites;
import io.habeas.ledger.Entry;
import io.habeas.ledger.Ledger;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Streams, page by page, whose data ever went to a processor or into a country; each is recorded.
 */
@Singleton
class Concerned {

  /** How many are read at once. */
  static final int PAGE = 1000;

  private static final UUID FIRST = new UUID(0, 0);

  /** By the primary key, which stops at the page's end; processors are some dozens of rows. */
  private static final String CONCERNED =
      """
      select distinct r.bucket, r.subject_id
      from release r join processor p on p.id = r.processor_id
      where (r.bucket, r.subject_id) > ($1, $2) and r.bucket <= $6 and r.outcome = 'released'
        and (r.processor_id = any($3) or coalesce(r.country, p.country) = any($4))
        and not exists (
          select from subject_state s
          where s.bucket = r.bucket and s.subject_id = r.subject_id and s.state = 'erased')
      order by r.bucket, r.subject_id limit $5
      """;

  /** By the primary key. */
  private static final String WHERE_IT_WENT =
      """
      select distinct r.processor_id, coalesce(r.country, p.country) as country
      from release r join processor p on p.id = r.processor_id
      where r.bucket = $1 and r.subject_id = $2 and r.outcome = 'released'
      """;

  private final Pool pool;
  private final Ledger ledger;

  Concerned(Pool pool, Ledger ledger) {
    this.pool = pool;
    this.ledger = ledger;
  }

  /** Whoever was disclosed to one of the processors or into one of the countries. */
  record Whom(List<UUID> processors, List<String> countries) {}

  /** After whom a page begins. */
  private record Place(BucketRange buckets, int bucket, UUID after) {
    Place after(List<UUID> page) {
      return page.isEmpty() ? this : new Place(buckets, Bucket.of(page.getLast()), page.getLast());
    }
  }

  /** The subjects of the buckets behind this one, or all. */
  Multi<UUID> stream(BucketRange buckets, @Nullable UUID after, Whom whom, String actor) {
    return start(buckets, after)
        .onItem()
        .transformToMulti(
            start ->
                Multi.createBy()
                    .repeating()
                    .uni(
                        () -> new Progress(start),
                        progress ->
                            page(progress.reached, PAGE, whom, actor).invoke(progress::past))
                    .whilst(page -> page.size() == PAGE)
                    .onItem()
                    .<UUID>disjoint());
  }

  /** The first of them alone. */
  Multi<UUID> some(BucketRange buckets, @Nullable UUID after, int limit, Whom whom, String actor) {
    return start(buckets, after)
        .chain(start -> page(start, limit, whom, actor))
        .onItem()
        .disjoint();
  }

  /** Whose data was being disclosed when the first page was asked for is in, if it was at all. */
  private Uni<Place> start(BucketRange buckets, @Nullable UUID after) {
    return after == null
        ? UnfinishedWrites.awaitEnd(pool).replaceWith(new Place(buckets, buckets.first(), FIRST))
        : Uni.createFrom().item(new Place(buckets, Bucket.of(after), after));
  }

  private Uni<List<UUID>> page(Place place, int size, Whom whom, String actor) {
    Tuple question =
        Tuple.of(
            (short) place.bucket(),
            place.after(),
            whom.processors().toArray(UUID[]::new),
            whom.countries().toArray(String[]::new),
            size,
            (short) place.buckets().last());
    return pool.withTransaction(
        tx ->
            tx.preparedQuery(CONCERNED)
                .execute(question)
                .map(
                    rows ->
                        StreamSupport.stream(rows.spliterator(), false)
                            .map(row -> row.getUUID("subject_id"))
                            .toList())
                .call(page -> record(tx, place.buckets(), page, actor)));
  }

  private Uni<Void> record(SqlConnection tx, BucketRange buckets, List<UUID> page, String actor) {
    return page.isEmpty()
        ? Uni.createFrom().voidItem()
        : ledger.append(
            tx,
            new Entry(
                "concerned.read",
                actor,
                null,
                Map.of(
                    "bucket", buckets.first(),
                    "through", buckets.last(),
                    "subjects", page.size())));
  }

  /** How far one stream has come. */
  private static final class Progress {
    private volatile Place reached;

    Progress(Place start) {
      this.reached = start;
    }

    void past(List<UUID> page) {
      reached = reached.after(page);
    }
  }

  /** Where one subject's data ever went; the read is recorded. */
  Uni<ConcernedResource.WhereItWent> whereItWent(UUID subject, String actor) {
    return pool.withTransaction(
        tx ->
            tx.preparedQuery(WHERE_IT_WENT)
                .execute(Tuple.of((short) Bucket.of(subject), subject))
                .map(
                    rows -> {
                      TreeSet<UUID> processors = new TreeSet<>();
                      TreeSet<String> countries = new TreeSet<>();
                      for (Row row : rows) {
                        processors.add(row.getUUID("processor_id"));
                        countries.add(row.getString("country"));
                      }
                      return new ConcernedResource.WhereItWent(processors, countries);
                    })
                .call(
                    () ->
                        ledger.append(
                            tx, new Entry("whereabouts.read", actor, subject, Map.of()))));
  }
}
