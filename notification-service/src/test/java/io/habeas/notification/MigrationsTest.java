package io.habeas.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.habeas.postgres.testing.EmbeddedDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** A database that is there already, with the service's own settings of Flyway. */
class MigrationsTest {
  /** Of a version that is not there, for what follows in the same script. */
  private static final String CAMPAIGN =
      """
      set session_replication_role = replica;
      insert into campaign (id, version_id, document, label, state, announced_at, effective_at)
      values ('c0000000-0000-7000-8000-000000000000', gen_random_uuid(), 'privacy', '2', 'running',
              now(), now());
      """;

  private final EmbeddedDatabase database = EmbeddedDatabase.create("migrations");
  private final Flyway flyway = flyway("latest");

  @Test
  void aLaterFileOfThePlatformComesAfterTheServicesOwn() throws SQLException {
    flyway.migrate();
    run("drop table ledger_group, ledger_member");
    run("delete from flyway_schema_history where version = '0.4'");

    assertThat(flyway.migrate().migrations)
        .singleElement()
        .matches(one -> one.version.equals("0.4"));
    run("select count(*) from ledger_member");
  }

  /** As when a replica of the version before starts while the new one is rolled out. */
  @Test
  void aReplicaThatDoesNotKnowALaterFileOfThePlatformStarts() throws SQLException {
    flyway.migrate();
    run("update flyway_schema_history set version = '0.9' where version = '0.4'");
    run("drop table ledger_group, ledger_member");

    assertThat(flyway.migrate().success).isTrue();
  }

  @Test
  void whatALaneOfTheVersionBeforeHeldIsAClaimAndWhatWaitedWaits() throws SQLException {
    flyway("14").migrate();
    run(
        CAMPAIGN
            + """
        insert into campaign_bucket (campaign_id, bucket, next_due, audience_done)
        values ('c0000000-0000-7000-8000-000000000000', 1, now(), true),
               ('c0000000-0000-7000-8000-000000000000', 2, now(), false);
        insert into delivery (bucket, campaign_id, subject_id, state, due_at, lease, attempt)
        select bucket, 'c0000000-0000-7000-8000-000000000000', gen_random_uuid(), state,
               '2026-11-27T00:00:00Z', lease, attempt
        from (values
          (1::smallint, 'sending', 'a0000000-0000-7000-8000-000000000000'::uuid, 1::smallint),
          (1, 'sending', 'a0000000-0000-7000-8000-000000000000', 1),
          (1, 'deferred', null, 1), (1, 'bounced', null, 1), (1, 'accepted', null, 1),
          (2, 'planned', null, 0)) as d (bucket, state, lease, attempt)
        """);

    flyway.migrate();

    assertThat(
            list(
                "select cardinality(subjects) || ' of ' || buckets::text from delivery_claim"
                    + " where lease = 'a0000000-0000-7000-8000-000000000000'"))
        .containsExactly("2 of {1}");
    assertThat(
            list(
                "select bucket || ' ' || state || ' ' || (due_at is not null) || ' '"
                    + " || coalesce(covered, false) from delivery order by 1"))
        .containsExactly(
            "1 accepted false false",
            "1 bounced false true",
            "1 deferred true false",
            "1 planned false false",
            "1 planned false false",
            "2 planned false false");
    assertThat(list("select bucket || ' ' || fresh from campaign_bucket order by bucket"))
        .as("only where nothing was claimed yet, somebody may lie behind")
        .containsExactly("1 false", "2 true");
  }

  @Test
  void anAudienceThatWasBeingReadGoesOnFromWhereItWas() throws SQLException {
    flyway("16").migrate();
    run(
        CAMPAIGN
            + """
        insert into campaign_bucket
          (campaign_id, bucket, next_due, audience_done, audience_source, audience_after)
        values ('c0000000-0000-7000-8000-000000000000', 1, now(), true, 1, null),
               ('c0000000-0000-7000-8000-000000000000', 2, now(), false, 0, null),
               ('c0000000-0000-7000-8000-000000000000', 3, now(), false, 1,
                'a0000000-0000-7000-8000-000000000000')
        """);

    flyway.migrate();

    assertThat(
            list(
                "select first_bucket || ' ' || last_bucket || ' ' || source || ' '"
                    + " || coalesce(after::text, '') from audience_stretch order by 1"))
        .containsExactly("2 2 0 ", "3 3 1 a0000000-0000-7000-8000-000000000000");
  }

  private List<String> list(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection(
                database.jdbcUrl(), EmbeddedDatabase.USER, EmbeddedDatabase.USER);
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      while (found.next()) {
        rows.add(found.getString(1));
      }
    }
    return rows;
  }

  private void run(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                database.jdbcUrl(), EmbeddedDatabase.USER, EmbeddedDatabase.USER);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Flyway flyway(String target) {
    Properties settings = settings();
    return Flyway.configure()
        .target(target)
        .dataSource(database.jdbcUrl(), EmbeddedDatabase.USER, EmbeddedDatabase.USER)
        .locations(settings.getProperty("quarkus.flyway.locations").split(","))
        .outOfOrder(Boolean.parseBoolean(settings.getProperty("quarkus.flyway.out-of-order")))
        .ignoreMigrationPatterns(
            settings.getProperty("quarkus.flyway.ignore-migration-patterns").split(","))
        .load();
  }

  private static Properties settings() {
    Properties settings = new Properties();
    try (InputStream file = MigrationsTest.class.getResourceAsStream("/application.properties")) {
      settings.load(Objects.requireNonNull(file));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return settings;
  }
}
