package io.habeas.subject.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.StreamSupport;

/** The registries in the database. */
@Singleton
class RegistryStore {

  private static final String NEWEST =
      """
      select distinct on (kind, slug) kind, slug, version, body::text as body, valid_from
      from registry_entry
      order by kind, slug, version desc
      """;

  private final Pool pool;
  private final ObjectMapper json;

  RegistryStore(Pool pool, ObjectMapper json) {
    this.pool = pool;
    this.json = json;
  }

  Uni<List<RegistryEntry>> newest() {
    return pool.preparedQuery(NEWEST)
        .execute()
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(this::entry).toList());
  }

  private RegistryEntry entry(Row row) {
    try {
      return new RegistryEntry(
          row.getString("kind"),
          row.getString("slug"),
          row.getInteger("version"),
          json.readTree(row.getString("body")),
          row.getOffsetDateTime("valid_from").toInstant());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a registry entry is no JSON", e);
    }
  }
}
