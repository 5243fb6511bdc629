package io.habeas.notification.posting;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The rows of probes. */
final class PostingStore {
  private static final String INSERT =
      """
      insert into posting_probe (version_id, probed_at, business_at, shown, body_hash)
      values ($1, $2, $3, $4, $5) on conflict do nothing
      """;

  /** Primary key; one row an hour. */
  private static final String ALL =
      """
      select probed_at, business_at, shown from posting_probe where version_id = $1
      order by probed_at
      """;

  Uni<Void> insert(SqlClient client, UUID versionId, Probe probe, String bodyHash) {
    return client
        .preparedQuery(INSERT)
        .execute(
            Tuple.of(
                versionId,
                probe.at().atOffset(ZoneOffset.UTC),
                probe.businessAt().atOffset(ZoneOffset.UTC),
                probe.shown(),
                bodyHash))
        .replaceWithVoid();
  }

  Uni<List<Probe>> all(SqlClient client, UUID versionId) {
    return client
        .preparedQuery(ALL)
        .execute(Tuple.of(versionId))
        .map(
            rows -> {
              List<Probe> probes = new ArrayList<>(rows.size());
              for (Row row : rows) {
                probes.add(
                    new Probe(
                        row.getOffsetDateTime("probed_at").toInstant(),
                        row.getOffsetDateTime("business_at").toInstant(),
                        row.getBoolean("shown")));
              }
              return probes;
            });
  }
}
