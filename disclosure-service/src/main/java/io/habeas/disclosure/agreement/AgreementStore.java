package io.habeas.disclosure.agreement;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The statements on {@code agreement}, by its key (processor_id, number). */
final class AgreementStore {

  /** The processor's row is locked first, so that two new agreements get two numbers. */
  private static final String LOCK = "select id from processor where id = $1 for update";

  private static final String INSERT =
      """
      insert into agreement (id, processor_id, number, signed_by, valid_from, valid_until, purposes,
                             fields, retention_days, transfer_mechanism, sub_processors, concluded_at)
      select $1, $2, 1 + coalesce(max(number), 0), $3, $4, $5, $6, $7, $8, $9, $10, $11
      from agreement where processor_id = $2
      returning number
      """;

  private static final String OF_PROCESSOR =
      """
      select id, processor_id, number, signed_by, valid_from, valid_until, purposes, fields,
             retention_days, transfer_mechanism, sub_processors, concluded_at
      from agreement where processor_id = $1 order by number desc
      """;

  private AgreementStore() {}

  static Uni<Integer> insert(SqlConnection tx, Agreement agreement) {
    return tx.preparedQuery(LOCK)
        .execute(Tuple.of(agreement.processorId()))
        .chain(() -> tx.preparedQuery(INSERT).execute(row(agreement)))
        .map(rows -> rows.iterator().next().getInteger("number"));
  }

  static Uni<List<Agreement>> of(SqlClient client, UUID processorId) {
    return client
        .preparedQuery(OF_PROCESSOR)
        .execute(Tuple.of(processorId))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false).map(AgreementStore::read).toList());
  }

  private static Tuple row(Agreement agreement) {
    return Tuple.from(
        new Object[] {
          agreement.id(),
          agreement.processorId(),
          array(agreement.signedBy()),
          agreement.validFrom(),
          agreement.validUntil(),
          array(agreement.purposes()),
          array(agreement.fields()),
          agreement.retentionDays(),
          agreement.transferMechanism().label(),
          array(agreement.subProcessors()),
          agreement.concludedAt().atOffset(ZoneOffset.UTC)
        });
  }

  private static Agreement read(Row row) {
    return new Agreement(
        row.getUUID("id"),
        row.getUUID("processor_id"),
        row.getInteger("number"),
        set(row, "signed_by"),
        row.getLocalDate("valid_from"),
        row.getLocalDate("valid_until"),
        set(row, "purposes"),
        set(row, "fields"),
        row.getInteger("retention_days"),
        TransferMechanism.of(row.getString("transfer_mechanism")),
        set(row, "sub_processors"),
        row.get(OffsetDateTime.class, "concluded_at").toInstant());
  }

  private static Set<String> set(Row row, String column) {
    return new TreeSet<>(List.of(row.getArrayOfStrings(column)));
  }

  private static String[] array(Set<String> values) {
    return values.toArray(String[]::new);
  }
}
