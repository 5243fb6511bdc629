package io.habeas.ledger;

import com.github.f4b6a3.uuid.UuidCreator;
import io.habeas.clock.BusinessClock;
import io.habeas.clock.SecurityClock;
import io.habeas.ledger.audit.Finding;
import io.habeas.ledger.note.NoteKey;
import io.habeas.ledger.note.NoteSigner;
import io.habeas.ledger.proof.Proof;
import io.habeas.ledger.witness.DirectoryWitness;
import io.habeas.postgres.testing.EmbeddedDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;

/** A ledger with its sealer, proofs and verifier on a database of its own, without a container. */
final class TestLedger implements AutoCloseable {
  private static final Vertx VERTX = Vertx.vertx();
  private static final NoteSigner SIGNER = NoteSigner.random();

  final Pool pool;
  final DirectoryWitness witness;
  final Ledger ledger = new Ledger(new Now());
  final Sealer sealer;
  private final int batch;
  private final EmbeddedDatabase database;

  TestLedger(Path directory, int batch) {
    this(migrated(), new DirectoryWitness(directory), batch);
  }

  private TestLedger(EmbeddedDatabase database, DirectoryWitness witness, int batch) {
    this.database = database;
    this.pool = pool(database);
    this.witness = witness;
    this.batch = batch;
    this.sealer = sealer();
  }

  /** The same database with another witness: what somebody who can only write rows can do. */
  TestLedger withWitness(Path directory) {
    return new TestLedger(database, new DirectoryWitness(directory), batch);
  }

  Sealer sealer() {
    return new Sealer(
        pool, witness, SIGNER, new Config(batch), new SecurityClock(), new SimpleMeterRegistry());
  }

  static Entry entry(UUID subject) {
    return new Entry(
        "notice.accepted", "notification-service", subject, Map.of("how", "told", "attempt", 1));
  }

  void append(int count) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(entry(UUID.randomUUID()));
    }
    await(pool.withTransaction(tx -> ledger.appendAll(tx, entries)));
  }

  /** Appends one group with a member for each of these. */
  UUID appendGroup(List<UUID> subjects) {
    UUID id = UuidCreator.getTimeOrderedEpoch();
    List<Member> members =
        subjects.stream()
            .map(subject -> new Member(subject, Map.of("outcome", "accepted", "language", "en")))
            .toList();
    Group group =
        new Group("notice.settled", "notification-service", Map.of("how", "told"), members);
    await(pool.withTransaction(tx -> ledger.appendGroup(tx, id, group)));
    return id;
  }

  static List<UUID> subjects(int count) {
    return Stream.generate(UUID::randomUUID).limit(count).toList();
  }

  void forget(UUID subject) {
    await(pool.withTransaction(tx -> ledger.forget(tx, subject)));
  }

  void seal() {
    await(sealer.seal());
  }

  int log() {
    return Instant.now().atOffset(ZoneOffset.UTC).getYear();
  }

  NoteKey key() {
    return SIGNER.key("habeas/test/" + log());
  }

  Finding verify() {
    return await(new LedgerVerifier(pool, witness).verify(key(), "test", log()));
  }

  boolean allPublished() {
    return await(new Proofs(pool, SIGNER).areAllPublished(pool, Instant.now()));
  }

  String database() {
    return database
        .reactiveUrl()
        .replace("//", "//%s:%s@".formatted(EmbeddedDatabase.USER, EmbeddedDatabase.USER));
  }

  long brokenAt() {
    return ((Finding.Broken) verify()).firstBadIndex();
  }

  Optional<Proof> proof(UUID entry) {
    return await(new Proofs(pool, SIGNER).of(entry));
  }

  Optional<Proof> proof(UUID entry, UUID subject) {
    return await(new Proofs(pool, SIGNER).of(entry, subject));
  }

  String at(long index) {
    return "id = (select entry_id from ledger_leaf where index = " + index + ")";
  }

  long count(String table) {
    return await(pool.query("select count(*) from " + table).execute())
        .iterator()
        .next()
        .getLong(0);
  }

  void sql(String statement) {
    await(pool.query(statement).execute());
  }

  <T> T await(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(20));
  }

  @Override
  public void close() {
    pool.closeAndAwait();
  }

  private static EmbeddedDatabase migrated() {
    EmbeddedDatabase database = EmbeddedDatabase.create("ledger");
    Flyway.configure()
        .dataSource(database.jdbcUrl(), EmbeddedDatabase.USER, EmbeddedDatabase.USER)
        .locations("db/ledger")
        .load()
        .migrate();
    return database;
  }

  private static Pool pool(EmbeddedDatabase database) {
    return PgBuilder.pool()
        .with(new PoolOptions().setMaxSize(4))
        .connectingTo(
            PgConnectOptions.fromUri(database.reactiveUrl())
                .setUser(EmbeddedDatabase.USER)
                .setPassword(EmbeddedDatabase.USER))
        .using(VERTX)
        .build();
  }

  private record Config(int batchSize) implements LedgerConfig {
    @Override
    public String service() {
      return "test";
    }

    @Override
    public Optional<String> signingKey() {
      return Optional.empty();
    }

    @Override
    public String sealEvery() {
      return "off";
    }
  }

  private static final class Now implements BusinessClock {
    @Override
    public Instant now() {
      return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public boolean moved() {
      return false;
    }
  }
}
