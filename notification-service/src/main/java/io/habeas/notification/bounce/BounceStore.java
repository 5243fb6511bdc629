package io.habeas.notification.bounce;

import com.github.f4b6a3.uuid.UuidCreator;
import io.habeas.bucket.Bucket;
import io.habeas.notification.report.Report;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of processed messages, of reports, and of who reads a mailbox. */
final class BounceStore {
  private static final String KEEP =
      """
      insert into bounce_mail
        (mailbox, uid_validity, uid, content_hash, kind, outcome, processed_at)
      values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing
      """;

  /** Primary keys of both. */
  private static final String KNOWN =
      """
      select uid, 0::smallint as failures from bounce_mail
      where mailbox = $1 and uid_validity = $2 and uid = any($3)
      union all
      select uid, failures from bounce_trouble
      where mailbox = $1 and uid_validity = $2 and uid = any($3)
      """;

  private static final String TROUBLE =
      """
      insert into bounce_trouble as t (mailbox, uid_validity, uid, failures) values ($1, $2, $3, 1)
      on conflict (mailbox, uid_validity, uid) do update set failures = t.failures + 1
      returning failures
      """;

  /** Primary keys. Of whoever is erased nothing is written any more. */
  private static final String REPORT =
      """
      insert into delivery_report
        (id, bucket, campaign_id, subject_id, channel, attempt, kind, status, reported_at)
      select $1, d.bucket, d.campaign_id, d.subject_id, d.channel, $5, $6, $7, $8
      from delivery d
      where d.bucket = $2 and d.campaign_id = $3 and d.subject_id = $4 and d.channel = $9
        and d.state <> 'suppressed'
        and not exists (
          select from membership m
          where m.bucket = d.bucket and m.subject_id = d.subject_id and m.erased_at is not null)
      """;

  /** The same, of what a carrier may say again. */
  private static final String RECEIPT =
      REPORT
          + """
            and not exists (
              select from delivery_report r
              where r.bucket = d.bucket and r.subject_id = d.subject_id
                and r.campaign_id = d.campaign_id and r.channel = d.channel and r.kind = $6)
          """;

  /** Beside the counts of deliveries: how many reports of a kind, slot by slot like those. */
  private static final String COUNT =
      """
      insert into campaign_tally as t (campaign_id, channel, state, slot, n)
      values ($1, $3, $2, pg_backend_pid() % 64, 1)
      on conflict (campaign_id, channel, state, slot) do update set n = t.n + 1
      """;

  private static final String LEASE =
      """
      insert into mailbox_lease as l (mailbox, holder, until) values ($1, $2, $4)
      on conflict (mailbox) do update set holder = excluded.holder, until = excluded.until
        where l.until <= $3 or l.holder = excluded.holder
      returning holder
      """;

  Uni<Boolean> keep(
      SqlConnection tx,
      Arrived arrived,
      String hash,
      Report.Kind kind,
      String outcome,
      Instant at) {
    return tx.preparedQuery(KEEP)
        .execute(
            Tuple.from(
                new Object[] {
                  arrived.mailbox(),
                  arrived.uidValidity(),
                  arrived.uid(),
                  hash,
                  kind.slug(),
                  outcome,
                  time(at)
                }))
        .map(rows -> rows.rowCount() > 0);
  }

  /** Which of some messages are processed, and how often others failed. */
  record Known(Set<Long> done, Map<Long, Integer> failures) {
    boolean isDone(ImapMailbox.Waiting waiting) {
      return done.contains(waiting.uid());
    }

    int failuresOf(long uid) {
      return failures.getOrDefault(uid, 0);
    }
  }

  Uni<Known> known(SqlClient client, String mailbox, long uidValidity, List<Long> uids) {
    return client
        .preparedQuery(KNOWN)
        .execute(Tuple.of(mailbox, uidValidity, uids.toArray(Long[]::new)))
        .map(
            rows -> {
              Known known = new Known(new HashSet<>(), new HashMap<>());
              rows.forEach(
                  row -> {
                    int failures = row.getInteger("failures");
                    if (failures == 0) {
                      known.done().add(row.getLong("uid"));
                    } else {
                      known.failures().put(row.getLong("uid"), failures);
                    }
                  });
              return known;
            });
  }

  Uni<Integer> trouble(SqlClient client, Arrived arrived) {
    return client
        .preparedQuery(TROUBLE)
        .execute(Tuple.of(arrived.mailbox(), arrived.uidValidity(), arrived.uid()))
        .map(rows -> rows.iterator().next().getInteger("failures"));
  }

  /** Tells whether there was such a delivery, of somebody who is still there. */
  Uni<Boolean> report(SqlConnection tx, Returned returned, Report report, Instant at) {
    return insert(tx, REPORT, returned, report.kind(), report.status(), at);
  }

  /** The same, and whether it had not been told before. */
  Uni<Boolean> receipt(
      SqlConnection tx, Returned returned, Report.Kind kind, @Nullable String status, Instant at) {
    return insert(tx, RECEIPT, returned, kind, status, at);
  }

  private static Uni<Boolean> insert(
      SqlConnection tx,
      String sql,
      Returned returned,
      Report.Kind kind,
      @Nullable String status,
      Instant at) {
    return tx.preparedQuery(sql)
        .execute(
            Tuple.from(
                new @Nullable Object[] {
                  UuidCreator.getTimeOrderedEpoch(),
                  Bucket.of(returned.subjectId()),
                  returned.campaign().id(),
                  returned.subjectId(),
                  returned.attempt(),
                  kind.slug(),
                  status,
                  time(at),
                  returned.channel().slug()
                }))
        .map(rows -> rows.rowCount() > 0);
  }

  Uni<Void> count(SqlConnection tx, Returned returned, String fact) {
    return tx.preparedQuery(COUNT)
        .execute(Tuple.of(returned.campaign().id(), fact, returned.channel().slug()))
        .replaceWithVoid();
  }

  Uni<Boolean> lease(SqlClient client, String mailbox, UUID holder, Instant now, Instant until) {
    return client
        .preparedQuery(LEASE)
        .execute(Tuple.of(mailbox, holder, time(now), time(until)))
        .map(rows -> rows.size() > 0);
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
