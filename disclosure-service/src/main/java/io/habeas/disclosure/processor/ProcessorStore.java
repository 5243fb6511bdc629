package io.habeas.disclosure.processor;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The statements on {@code processor}, by its primary key. There are some dozens of rows. */
final class ProcessorStore {

  private static final String COLUMNS =
      "id, name, category, country, policy_url, state, version, changed_at";
  private static final String INSERT =
      "insert into processor ("
          + COLUMNS
          + ") values ($1, $2, $3, $4, $5, $6, $7, $8)"
          + " on conflict (name) do nothing";
  private static final String CHANGE =
      """
      update processor set name = $2, country = $3, policy_url = $4, state = $5, version = $6,
        changed_at = $7 where id = $1 and version = $6 - 1
      """;
  private static final String FIND = "select " + COLUMNS + " from processor where id = $1";
  private static final String ALL = "select " + COLUMNS + " from processor order by name";

  private ProcessorStore() {}

  static Uni<Boolean> insert(SqlConnection tx, Processor processor) {
    return tx.preparedQuery(INSERT)
        .execute(
            Tuple.from(
                new Object[] {
                  processor.id(),
                  processor.name(),
                  processor.category().label(),
                  processor.country(),
                  processor.policyUrl(),
                  processor.state().label(),
                  processor.version(),
                  processor.changedAt().atOffset(ZoneOffset.UTC)
                }))
        .map(rows -> rows.rowCount() == 1);
  }

  static Uni<Boolean> change(SqlConnection tx, Processor processor) {
    return tx.preparedQuery(CHANGE)
        .execute(
            Tuple.from(
                new Object[] {
                  processor.id(),
                  processor.name(),
                  processor.country(),
                  processor.policyUrl(),
                  processor.state().label(),
                  processor.version(),
                  processor.changedAt().atOffset(ZoneOffset.UTC)
                }))
        .map(rows -> rows.rowCount() == 1);
  }

  static Uni<Optional<Processor>> find(SqlClient client, UUID id) {
    return client
        .preparedQuery(FIND)
        .execute(Tuple.of(id))
        .map(rows -> read(rows).stream().findFirst());
  }

  static Uni<List<Processor>> all(SqlClient client) {
    return client.preparedQuery(ALL).execute().map(ProcessorStore::read);
  }

  private static List<Processor> read(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false).map(ProcessorStore::read).toList();
  }

  private static Processor read(Row row) {
    return new Processor(
        row.getUUID("id"),
        row.getString("name"),
        Category.of(row.getString("category")),
        row.getString("country"),
        row.getString("policy_url"),
        Processor.State.of(row.getString("state")),
        row.getInteger("version"),
        row.get(OffsetDateTime.class, "changed_at").toInstant());
  }
}
