package io.habeas.subject.vault;

import io.habeas.bucket.Bucket;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Wrapped data keys in the vault database. */
@Singleton
class DataKeyStore {

  /** Served by data_key_pkey, one partition for each name. */
  private static final String FIND =
      """
      select k.owner, k.category, k.wrapped
      from unnest($1::smallint[], $2::uuid[], $3::text[]) as wanted (bucket, owner, category)
      join data_key k using (bucket, owner, category)
      """;

  private static final String ADD =
      """
      insert into data_key (bucket, owner, category, wrapped, created_at)
      select bucket, owner, category, wrapped, $5
      from unnest($1::smallint[], $2::uuid[], $3::text[], $4::bytea[])
        as fresh (bucket, owner, category, wrapped)
      on conflict (bucket, owner, category) do nothing
      """;

  private final Pool vault;

  DataKeyStore(@ReactiveDataSource("vault") Pool vault) {
    this.vault = vault;
  }

  /** Those of the named keys that exist. */
  Uni<Map<KeyRef, byte[]>> find(Collection<KeyRef> names) {
    if (names.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return vault.preparedQuery(FIND).execute(nameColumns(List.copyOf(names))).map(this::wrapped);
  }

  /** Adds each key whose name is not taken, and answers whether none was. */
  Uni<Boolean> add(Map<KeyRef, byte[]> fresh, Instant now) {
    if (fresh.isEmpty()) {
      return Uni.createFrom().item(true);
    }
    List<KeyRef> names = fresh.keySet().stream().sorted(KeyRef.ORDER).toList();
    Tuple row =
        nameColumns(names)
            .addValue(
                names.stream().map(name -> Buffer.buffer(fresh.get(name))).toArray(Buffer[]::new))
            .addOffsetDateTime(OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
    return vault.preparedQuery(ADD).execute(row).map(done -> done.rowCount() == names.size());
  }

  private static Tuple nameColumns(List<KeyRef> names) {
    return Tuple.tuple()
        .addArrayOfShort(
            names.stream().map(name -> (short) Bucket.of(name.owner())).toArray(Short[]::new))
        .addArrayOfUUID(names.stream().map(KeyRef::owner).toArray(UUID[]::new))
        .addArrayOfString(names.stream().map(KeyRef::category).toArray(String[]::new));
  }

  private Map<KeyRef, byte[]> wrapped(RowSet<Row> rows) {
    Map<KeyRef, byte[]> found = new HashMap<>();
    for (Row row : rows) {
      found.put(name(row), row.getBuffer("wrapped").getBytes());
    }
    return found;
  }

  private static KeyRef name(Row row) {
    return new KeyRef(row.getUUID("owner"), row.getString("category"));
  }
}
