package io.habeas.subject.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import io.habeas.clock.SecurityClock;
import io.habeas.postgres.testing.EmbeddedDatabase;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnectOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyCheckTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TempDir private Path directory;

  private Vertx vertx;
  private Pool pool;

  @BeforeEach
  void anEmptyVault() {
    EmbeddedDatabase database = EmbeddedDatabase.create("vault");
    Flyway.configure()
        .dataSource(database.jdbcUrl(), EmbeddedDatabase.USER, EmbeddedDatabase.USER)
        .locations("db/vault")
        .load()
        .migrate();
    vertx = Vertx.vertx();
    PgConnectOptions options =
        PgConnectOptions.fromUri(database.reactiveUrl())
            .setUser(EmbeddedDatabase.USER)
            .setPassword(EmbeddedDatabase.USER);
    pool = PgBuilder.pool().connectingTo(options).using(vertx).build();
  }

  @AfterEach
  void close() {
    pool.close().await().indefinitely();
    vertx.close().await().indefinitely();
  }

  @Test
  void anEmptyVaultAdoptsTheFirstKeysAndKnowsThemAgain() {
    check("first", "first-index");

    assertThatCode(() -> check("first", "first-index")).doesNotThrowAnyException();
  }

  @Test
  void anotherWrappingKeysetIsRefused() {
    check("first", "first-index");

    assertThatThrownBy(() -> check("second", "first-index"))
        .isInstanceOf(KeysUnavailableException.class)
        .hasMessageContaining("habeas.vault.keyset");
  }

  @Test
  void anotherIndexKeyIsRefused() {
    check("first", "first-index");

    assertThatThrownBy(() -> check("first", "second-index"))
        .isInstanceOf(KeysUnavailableException.class)
        .hasMessageContaining("habeas.vault.index-key");
  }

  @Test
  void dataKeysWithoutACheckValueAreRefused() {
    check("first", "first-index");
    vault("first", "first-index")
        .keysMakingMissing(List.of(new KeyRef(UUID.randomUUID(), "contact")))
        .await()
        .atMost(PATIENCE);
    pool.query("delete from key_check").execute().await().atMost(PATIENCE);

    assertThatThrownBy(() -> check("first", "first-index"))
        .isInstanceOf(KeysUnavailableException.class)
        .hasMessageContaining("restore");
  }

  @Test
  void aFileThatIsMissingOrIsNoKeysetIsRefused() {
    TestKeys absent = new TestKeys(directory.resolve("absent"), directory.resolve("absent-index"));

    assertThatThrownBy(() -> new WrappingKey(new KeysetFiles(absent)))
        .isInstanceOf(KeysUnavailableException.class)
        .hasMessageContaining("cannot be read");
  }

  @Test
  void everyWriterGetsTheSameDataKey() {
    KeyRef name = new KeyRef(UUID.randomUUID(), "contact");
    Place place = Place.ofOwner(name, "name", 1);
    Vault one = vault("first", "first-index");
    Vault other = vault("first", "first-index");

    byte[] cipher = keys(one, name).seal(place, "Ada");

    assertThat(keys(other, name).open(place, cipher)).isEqualTo("Ada");
  }

  @Test
  void afterARotationEverythingOpensAndTheFormerKeyCanGo() throws Exception {
    check("first", "first-index");
    List<KeyRef> names =
        Stream.generate(() -> new KeyRef(UUID.randomUUID(), "contact")).limit(20).toList();
    Place place = Place.ofOwner(names.getFirst(), "name", 1);
    DataKeys before =
        vault("first", "first-index").keysMakingMissing(names).await().atMost(PATIENCE);
    byte[] cipher = before.seal(place, "Ada");

    RotateKey.rotate(directory.resolve("first"));
    check("first", "first-index");
    WrappingKey rotated = new WrappingKey(files("first", "first-index"));
    Rewrapping rewrapping = new Rewrapping(new RewrappingStore(), rotated, pool);
    rewrapping.step().await().atMost(PATIENCE);
    assertThat(keys(vault("first", "first-index"), names.getFirst()).open(place, cipher))
        .isEqualTo("Ada");
    while (!rewrapping.isDone()) {
      rewrapping.step().await().atMost(PATIENCE);
    }

    assertThat(keys(vault("first", "first-index"), names.getFirst()).open(place, cipher))
        .isEqualTo("Ada");
    assertThat(wrappedBy(rotated)).isEqualTo(names.size());
    takeFormerKeyOutOf(directory.resolve("first"));
    check("first", "first-index");
    assertThat(keys(vault("first", "first-index"), names.getFirst()).open(place, cipher))
        .isEqualTo("Ada");
  }

  @Test
  void aFormerKeyTakenOutTooEarlyIsRefused() throws Exception {
    check("first", "first-index");
    RotateKey.rotate(directory.resolve("first"));
    takeFormerKeyOutOf(directory.resolve("first"));

    assertThatThrownBy(() -> check("first", "first-index"))
        .isInstanceOf(KeysUnavailableException.class)
        .hasMessageContaining("habeas.vault.keyset");
  }

  private static void takeFormerKeyOutOf(Path file) throws Exception {
    KeysetHandle keyset =
        TinkJsonProtoKeysetFormat.parseKeyset(
            Files.readString(file), InsecureSecretKeyAccess.get());
    KeysetHandle left = KeysetHandle.newBuilder(keyset).deleteAt(0).build();
    Files.writeString(
        file, TinkJsonProtoKeysetFormat.serializeKeyset(left, InsecureSecretKeyAccess.get()));
  }

  private long wrappedBy(WrappingKey key) {
    return pool.preparedQuery(
            "select count(*) from data_key where substring(wrapped from 1 for 5) = $1")
        .execute(Tuple.of(Buffer.buffer(key.prefix())))
        .await()
        .atMost(PATIENCE)
        .iterator()
        .next()
        .getLong(0);
  }

  private static DataKeys keys(Vault vault, KeyRef name) {
    return vault.keysMakingMissing(List.of(name)).await().atMost(PATIENCE);
  }

  private void check(String keyset, String indexKey) {
    KeysetFiles files = files(keyset, indexKey);
    new KeyCheck(new KeyCheckStore(pool), new WrappingKey(files), new BlindIndex(files))
        .check()
        .await()
        .atMost(PATIENCE);
  }

  private Vault vault(String keyset, String indexKey) {
    KeysetFiles files = files(keyset, indexKey);
    TestKeys config = new TestKeys(directory.resolve(keyset), directory.resolve(indexKey));
    return new Vault(
        new DataKeyStore(pool),
        new WrappingKey(files),
        new CachingKeys(config),
        new SecurityClock());
  }

  private KeysetFiles files(String keyset, String indexKey) {
    KeysetFiles files =
        new KeysetFiles(new TestKeys(directory.resolve(keyset), directory.resolve(indexKey)));
    files.generateMissing();
    return files;
  }

  private record TestKeys(Path keyset, Path indexKey) implements VaultConfig {

    @Override
    public boolean generateMissing() {
      return true;
    }

    @Override
    public String rewrapEvery() {
      return "off";
    }

    @Override
    public Cache cache() {
      return new Cache() {
        @Override
        public Duration retention() {
          return Duration.ofSeconds(60);
        }

        @Override
        public int size() {
          return 100;
        }
      };
    }
  }
}
