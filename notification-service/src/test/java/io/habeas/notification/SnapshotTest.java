package io.habeas.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.habeas.bucket.Bucket;
import io.habeas.notification.audience.Snapshot;
import io.habeas.notification.mailing.Mailing;
import io.habeas.postgres.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An audience is read whole, whatever fails on the way. */
@QuarkusTest
@QuarkusTestResource(
    value = PostgresResource.class,
    initArgs = @ResourceArg(name = "databases", value = "notification"))
@QuarkusTestResource(Peers.class)
@Timeout(120)
class SnapshotTest {
  private static final int PEOPLE = 40;

  /** Each has a stretch in its hands. */
  private static final int READERS = 4;

  private static int documents;

  @Inject Snapshot snapshot;
  @Inject Mailing mailing;
  @Inject Pool pool;

  private String document = "";
  private List<UUID> people = List.of();

  @BeforeEach
  void peopleOfManyBuckets() {
    Peers.clear();
    // What other tests left running would be read by this one's rounds.
    await(pool.query("update campaign set state = 'paused' where state = 'running'").execute());
    document = "snapshot-" + ++documents;
    Api.changing(document);
    people =
        IntStream.range(0, PEOPLE)
            .mapToObj(i -> new Peers.Person("p" + i + "@people.test", "P", "en", "active"))
            .map(Peers::add)
            .toList();
  }

  @Test
  void whatCouldNotBeReadIsReadOnInTheNextRoundAndKeepsNoOtherCampaign() {
    UUID campaign = announce(document);
    String later = document + "-later";
    Api.changing(later);
    UUID other = announce(later);
    Peers.refuseAudience(READERS);

    assertThatThrownBy(() -> await(snapshot.readAll())).isNotNull();
    assertThat(planned(campaign)).as("its readers were refused").isZero();
    assertThat(planned(other)).isEqualTo(PEOPLE);

    await(snapshot.readAll());
    assertThat(planned(campaign)).isEqualTo(PEOPLE);
    assertThat(Api.campaign(campaign)).containsEntry("audienceComplete", true);
  }

  @Test
  void aCorrectionReachesWhoeverWasToldInWhicheverBucket() {
    UUID campaign = announce(document);
    await(snapshot.readAll());
    // A relay that closed a session of the tests before this one rests for a second.
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              await(mailing.sendAll());
              return Api.counts(campaign).getOrDefault("accepted", 0) == PEOPLE;
            });
    assertThat(people.stream().map(Bucket::of).distinct().count())
        .as("several in one stretch")
        .isGreaterThan(16);

    UUID correction = Api.withdraw(document, "2");
    await(snapshot.readAll());

    assertThat(planned(correction)).isEqualTo(PEOPLE);
  }

  private static UUID announce(String document) {
    return Api.tell(document, "2", Instant.now().plus(Duration.ofDays(31)));
  }

  private static int planned(UUID campaign) {
    return Api.counts(campaign).getOrDefault("planned", 0);
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(60));
  }
}
