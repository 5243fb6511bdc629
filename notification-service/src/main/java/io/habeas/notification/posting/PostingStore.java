package io.habeas.notification.posting;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
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

  private static final String INSERT_LOOKS =
      """
      insert into posting_look (version_id, probed_at, language, announced, shown)
      select $1, $2, l.language, l.announced, l.shown
      from unnest($3::text[], $4::text[], $5::text[]) as l (language, announced, shown)
      on conflict do nothing
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

  Uni<Void> insertLooks(SqlClient client, UUID versionId, Instant at, List<Look> looks) {
    return client
        .preparedQuery(INSERT_LOOKS)
        .execute(
            Tuple.of(
                versionId,
                at.atOffset(ZoneOffset.UTC),
                looks.stream().map(Look::language).toArray(String[]::new),
                looks.stream().map(Look::announced).toArray(String[]::new),
                looks.stream().map(Look::shown).toArray(String[]::new)))
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
