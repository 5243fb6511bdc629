package io.habeas.subject.item;

import io.habeas.bucket.Bucket;
import io.habeas.subject.columns.Columns;
import io.habeas.subject.vault.Digest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Items in the database. */
@Singleton
class ItemStore {

  /** Served by item_pkey. */
  private static final String OF_SUBJECT =
      """
      select subject_id, id, category, category_version, value, digest, version, source, purposes,
             legal_basis, collected_at, recorded_at, recorded_by, policy_version
      from item where bucket = $1 and subject_id = $2
      order by id
      limit $3
      """;

  private static final String ADD =
      """
      insert into item (bucket, subject_id, id, category, category_version, value, digest, version,
                        source, purposes, legal_basis, collected_at, recorded_at, recorded_by,
                        policy_version)
      select bucket, subject_id, id, category, category_version, value, digest, version,
             source, string_to_array(purposes, ','), legal_basis, collected_at, recorded_at,
             recorded_by, policy_version
      from unnest($1::smallint[], $2::uuid[], $3::uuid[], $4::text[], $5::integer[], $6::bytea[],
                  $7::bytea[], $8::bigint[], $9::text[], $10::text[], $11::text[],
                  $12::timestamptz[], $13::timestamptz[], $14::text[], $15::text[])
        as fresh (bucket, subject_id, id, category, category_version, value, digest, version,
                  source, purposes, legal_basis, collected_at, recorded_at, recorded_by,
                  policy_version)
      on conflict (bucket, subject_id, digest) do nothing
      returning id
      """;

  Uni<List<StoredItem>> ofSubject(SqlClient client, UUID subjectId, int most) {
    return client
        .preparedQuery(OF_SUBJECT)
        .execute(Tuple.of((short) Bucket.of(subjectId), subjectId, most))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(ItemStore::item).toList());
  }

  /** The ids of those that were not held already. */
  Uni<Set<UUID>> add(SqlConnection tx, List<StoredItem> items) {
    Tuple rows =
        Columns.of(items)
            .smallints(row -> Bucket.of(row.subjectId()))
            .uuids(StoredItem::subjectId)
            .uuids(StoredItem::id)
            .texts(StoredItem::category)
            .integers(StoredItem::categoryVersion)
            .bytes(StoredItem::sealed)
            .bytes(row -> row.digest().bytes())
            .bigints(StoredItem::version)
            .texts(StoredItem::source)
            .slugs(StoredItem::purposes)
            .texts(StoredItem::legalBasis)
            .instants(StoredItem::collectedAt)
            .instants(StoredItem::recordedAt)
            .texts(StoredItem::recordedBy)
            .texts(StoredItem::policyVersion)
            .tuple();
    return tx.preparedQuery(ADD)
        .execute(rows)
        .map(
            added ->
                StreamSupport.stream(added.spliterator(), false)
                    .map(row -> row.getUUID("id"))
                    .collect(Collectors.toSet()));
  }

  private static StoredItem item(Row row) {
    return new StoredItem(
        row.getUUID("subject_id"),
        row.getUUID("id"),
        row.getString("category"),
        row.getInteger("category_version"),
        row.getBuffer("value").getBytes(),
        new Digest(row.getBuffer("digest").getBytes()),
        row.getLong("version"),
        row.getString("source"),
        List.of(row.getArrayOfStrings("purposes")),
        row.getString("legal_basis"),
        row.getOffsetDateTime("collected_at").toInstant(),
        row.getOffsetDateTime("recorded_at").toInstant(),
        row.getString("recorded_by"),
        row.getString("policy_version"));
  }
}
