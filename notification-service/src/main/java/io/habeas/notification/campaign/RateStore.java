package io.habeas.notification.campaign;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of rates: one a campaign that has one. Primary key, all of them. */
final class RateStore {
  private static final String OF = "select per_second from campaign_rate where campaign_id = $1";

  private static final String SET =
      """
      insert into campaign_rate (campaign_id, per_second, next_turn) values ($1, $2, $3)
      on conflict (campaign_id) do update set per_second = excluded.per_second,
        next_turn = least(campaign_rate.next_turn, excluded.next_turn)
      """;

  private static final String CLEAR = "delete from campaign_rate where campaign_id = $1";

  /** The row is locked for as long as the statement takes: of two that ask at once, one waits. */
  private static final String TAKE =
      """
      update campaign_rate
      set next_turn = greatest(next_turn, $2::timestamptz - interval '1 second')
          + make_interval(secs => least($3, per_second)::float8 / per_second)
      where campaign_id = $1 and next_turn <= $2
      returning least($3, per_second) as letters
      """;

  Uni<@Nullable Integer> of(SqlClient client, UUID campaign) {
    return client
        .preparedQuery(OF)
        .execute(Tuple.of(campaign))
        .map(rows -> rows.size() == 0 ? null : rows.iterator().next().getInteger("per_second"));
  }

  Uni<Void> set(SqlClient tx, UUID campaign, int perSecond, Instant now) {
    return tx.preparedQuery(SET)
        .execute(Tuple.of(campaign, perSecond, now.atOffset(ZoneOffset.UTC)))
        .replaceWithVoid();
  }

  Uni<Void> clear(SqlClient tx, UUID campaign) {
    return tx.preparedQuery(CLEAR).execute(Tuple.of(campaign)).replaceWithVoid();
  }

  /** How many of those wanted may go now; none, if it is not time yet. */
  Uni<Integer> take(SqlClient client, UUID campaign, int wanted, Instant now) {
    return client
        .preparedQuery(TAKE)
        .execute(Tuple.of(campaign, now.atOffset(ZoneOffset.UTC), wanted))
        .map(rows -> rows.size() == 0 ? 0 : rows.iterator().next().getInteger("letters"));
  }
}
