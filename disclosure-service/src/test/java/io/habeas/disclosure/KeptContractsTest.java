package io.habeas.disclosure;

import com.github.f4b6a3.uuid.UuidCreator;
import io.habeas.bucket.Bucket;
import io.habeas.contract.testing.KeptContracts;
import io.habeas.postgres.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** What other services read of this one. */
@QuarkusTest
@QuarkusTestResource(
    value = PostgresResource.class,
    initArgs = @ResourceArg(name = "databases", value = "disclosure"))
@QuarkusTestResource(PeersResource.class)
class KeptContractsTest extends KeptContracts {

  @Inject Pool pool;

  KeptContractsTest() {
    super("disclosure");
  }

  /** Somebody of whom something was released. */
  @Override
  protected UUID subject() {
    UUID processor = UuidCreator.getTimeOrderedEpoch();
    UUID subject = UuidCreator.getTimeOrderedEpoch();
    run(
        """
        insert into processor (id, name, category, country, policy_url, state, version, changed_at)
        values ($1, $2, 'crm', 'DE', 'https://acme.example', 'live', 1, '2026-11-22T12:00:00Z')
        """,
        Tuple.of(processor, "Kept " + processor));
    run(
        """
        insert into release (bucket, subject_id, id, processor_id, purpose, fields, outcome, rule, at)
        values ($1, $2, $3, $4, 'crm', array['email'], 'released', 'released', '2026-11-22T12:00:00Z')
        """,
        Tuple.of((short) Bucket.of(subject), subject, UUID.randomUUID(), processor));
    return subject;
  }

  /** That somebody's data went to a processor. */
  @Override
  protected List<String> everythingTold() {
    PeersResource.consent = true;
    PeersResource.subjectStatus = 200;
    Sharing sharing = Sharing.fresh();
    sharing.register("DE");
    sharing.agree("none");
    sharing.tell(1, "active");
    sharing.ask().statusCode(200);
    return pool.preparedQuery("select body from outbox_event where subject_id = $1")
        .execute(Tuple.of(sharing.subject()))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(row -> row.getString("body"))
                    .toList())
        .await()
        .atMost(Duration.ofSeconds(10));
  }

  private void run(String sql, Tuple values) {
    pool.preparedQuery(sql).execute(values).await().atMost(Duration.ofSeconds(10));
  }
}
