package io.habeas.subject.vault;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Iterator;
import java.util.Optional;

/** The check values in the vault database. */
@Singleton
class KeyCheckStore {

  private static final String FIND = "select value from key_check where name = $1";

  private static final String ADOPT_IF_EMPTY =
      """
      insert into key_check (name, value)
      select $1, $2 where not exists (select from data_key)
      on conflict (name) do nothing
      """;

  private final Pool vault;

  KeyCheckStore(@ReactiveDataSource("vault") Pool vault) {
    this.vault = vault;
  }

  Uni<Void> adoptIfEmpty(String name, byte[] value) {
    return vault
        .preparedQuery(ADOPT_IF_EMPTY)
        .execute(Tuple.of(name, Buffer.buffer(value)))
        .replaceWithVoid();
  }

  Uni<Optional<byte[]>> find(String name) {
    return vault.preparedQuery(FIND).execute(Tuple.of(name)).map(KeyCheckStore::value);
  }

  private static Optional<byte[]> value(RowSet<Row> rows) {
    Iterator<Row> each = rows.iterator();
    return each.hasNext()
        ? Optional.of(each.next().getBuffer("value").getBytes())
        : Optional.empty();
  }
}
