package io.habeas.notification;

import static io.habeas.notification.Api.V1;
import static org.assertj.core.api.Assertions.assertThat;

import io.habeas.ledger.witness.Witness;
import io.habeas.notification.audience.Snapshot;
import io.habeas.notification.delivery.Channel;
import io.habeas.notification.delivery.Claim;
import io.habeas.notification.delivery.Deliveries;
import io.habeas.notification.mailing.LeftBehind;
import io.habeas.notification.mailing.Mailing;
import io.habeas.postgres.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a lane that was lost held, in a campaign that nobody claims from any more. */
@QuarkusTest
@QuarkusTestResource(
    value = PostgresResource.class,
    initArgs = @ResourceArg(name = "databases", value = "notification"))
@QuarkusTestResource(Peers.class)
@Timeout(120)
class LeftBehindTest {
  private static final int PEOPLE = 12;
  private static int documents;

  @Inject Snapshot snapshot;
  @Inject Mailing mailing;
  @Inject LeftBehind leftBehind;
  @Inject Deliveries deliveries;
  @Inject Witness witness;
  @Inject Pool pool;

  private String document = "";

  @BeforeEach
  void aPolicyInForce() {
    Peers.clear();
    document = "left-behind-" + ++documents;
    Api.changing(document);
    for (int i = 0; i < PEOPLE; i++) {
      Peers.add(new Peers.Person("p" + i + "@people.test", "P", "en", "active"));
    }
  }

  @Test
  void ofACancelledCampaignItEndsWithItsLeaseAndNothingIsSent() throws MessagingException {
    UUID campaign = announce();
    Claim lost = lostLane(campaign);
    UUID correction = Api.withdraw(document, "2");

    await(leftBehind.end());
    assertThat(claims(campaign))
        .as("who may have had it is asked for by the correction first")
        .isEqualTo(1);
    await(snapshot.readAll());
    await(leftBehind.end());

    assertThat(claims(campaign)).isZero();
    assertThat(Api.campaign(campaign)).containsEntry("state", "cancelled");
    assertThat(Api.counts(campaign))
        .containsEntry("accepted", 1)
        .containsEntry("inDoubt", 1)
        .containsEntry("planned", PEOPLE - 2)
        .containsEntry("sending", 0);
    await(mailing.sendAll());
    assertThat(sent("Correction: Our privacy policy"))
        .as("whoever was in the lost lane's hands, and nobody else")
        .isEqualTo(lost.deliveries().size());
    assertThat(sent("Our privacy policy")).isZero();
    assertThat(Api.campaign(correction)).containsEntry("state", "completed");
  }

  @Test
  void ofAPausedCampaignItIsAsUnsentAsTheRestAndGoesOnWithIt() throws MessagingException {
    UUID campaign = announce();
    lostLane(campaign);
    state(campaign, "paused");

    await(leftBehind.end());
    await(mailing.sendAll());

    assertThat(claims(campaign)).isZero();
    assertThat(Api.counts(campaign))
        .containsEntry("accepted", 1)
        .containsEntry("inDoubt", 1)
        .containsEntry("planned", PEOPLE - 2)
        .containsEntry("sending", 0);
    assertThat(Peers.relay().getReceivedMessages()).isEmpty();

    state(campaign, "running");
    await(mailing.sendAll());
    assertThat(sent("Our privacy policy")).isEqualTo(PEOPLE - 1);
    assertThat(Api.campaign(campaign))
        .containsEntry("state", "completed")
        .containsEntry("sentAgain", 1);
  }

  @Test
  void whatIsStillHeldIsLeftToWhoHoldsIt() {
    UUID campaign = announce();
    await(deliveries.claim(campaign, Channel.EMAIL, 5, Duration.ofMinutes(5)));
    state(campaign, "paused");

    await(leftBehind.end());

    assertThat(claims(campaign)).isEqualTo(1);
    assertThat(Api.counts(campaign)).containsEntry("sending", 5);
  }

  /** A bucket in which somebody holds something is not settled. */
  @Test
  void aCampaignIsNotCompleteWhileSomethingIsHeld() {
    UUID campaign = announce();
    await(deliveries.claim(campaign, Channel.EMAIL, 5, Duration.ofMinutes(5)));

    await(mailing.sendAll());

    assertThat(Api.counts(campaign))
        .containsEntry("accepted", PEOPLE - 5)
        .containsEntry("sending", 5);
    assertThat(Api.campaign(campaign)).containsEntry("state", "running");
  }

  /** It had begun two, of one of which the relay's answer is known. */
  private Claim lostLane(UUID campaign) {
    Claim lost = await(deliveries.claim(campaign, Channel.EMAIL, 5, Duration.ofMillis(1)));
    List<String> lines = new ArrayList<>();
    lost.deliveries().stream()
        .limit(2)
        .forEach(each -> lines.add("{\"begun\":\"" + each.subjectId() + "\"}"));
    lines.add(
        "{\"acceptedAt\":\"%s\",\"channel\":\"email\",\"language\":\"en\",\"subjectId\":\"%s\"}"
            .formatted(
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                lost.deliveries().getFirst().subjectId()));
    try (Witness.Notes notes = witness.notes("notices/" + campaign, lost.lease().toString())) {
      lines.forEach(line -> notes.add((line + "\n").getBytes(StandardCharsets.UTF_8)));
    }
    return lost;
  }

  private UUID announce() {
    UUID campaign = Api.tell(document, "2", Instant.now().plus(Duration.ofDays(31)));
    await(snapshot.readAll());
    return campaign;
  }

  private static void state(UUID campaign, String state) {
    Api.dpo()
        .body(Map.of("state", state))
        .put(V1 + "/campaigns/" + campaign + "/state")
        .then()
        .statusCode(200);
  }

  private static long sent(String subject) throws MessagingException {
    long n = 0;
    for (MimeMessage mail : Peers.relay().getReceivedMessages()) {
      n += mail.getSubject().equals(subject) ? 1 : 0;
    }
    return n;
  }

  private long claims(UUID campaign) {
    return await(
        pool.preparedQuery("select count(*) as n from delivery_claim where campaign_id = $1")
            .execute(Tuple.of(campaign))
            .map(rows -> rows.iterator().next().getLong("n")));
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(60));
  }
}
