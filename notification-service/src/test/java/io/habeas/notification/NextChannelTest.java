package io.habeas.notification;

import static io.habeas.notification.Api.V1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import io.habeas.clock.SecurityClock;
import io.habeas.clock.mover.MovableClock;
import io.habeas.ledger.Sealer;
import io.habeas.notification.audience.Snapshot;
import io.habeas.notification.campaign.Campaigns;
import io.habeas.notification.delivery.Channel;
import io.habeas.notification.delivery.Claim;
import io.habeas.notification.delivery.Deliveries;
import io.habeas.notification.delivery.DeliveryState;
import io.habeas.notification.delivery.Outcome;
import io.habeas.notification.mailing.Mailing;
import io.habeas.notification.posting.Postings;
import io.habeas.postgres.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is not reached by one channel is told by the next, and where none is left, by the page. */
@QuarkusTest
@QuarkusTestResource(
    value = PostgresResource.class,
    initArgs = @ResourceArg(name = "databases", value = "notification"))
@QuarkusTestResource(Peers.class)
@Timeout(120)
class NextChannelTest {
  private static int documents;

  @Inject Snapshot snapshot;
  @Inject Mailing mailing;
  @Inject Deliveries deliveries;
  @Inject Campaigns campaigns;
  @Inject Postings postings;
  @Inject Sealer sealer;
  @Inject MovableClock clock;
  @Inject SecurityClock securityClock;
  @Inject Pool pool;

  private String document = "";

  @BeforeEach
  void aPolicyInForce() {
    Peers.clear();
    document = "channels-" + ++documents;
    Api.changing(document);
  }

  @AfterEach
  void today() {
    clock.reset();
  }

  @Test
  void whoHasNoMailboxIsToldByTheNextChannelInTime() {
    UUID reached = Peers.add(new Peers.Person("a@people.test", "A", "en", "active"));
    UUID texted = Peers.add(new Peers.Person("not an address", "B", "en", "active"));
    UUID campaign = announce("email", "sms");
    await(snapshot.readAll());
    await(mailing.sendAll());

    assertThat(Api.campaign(campaign))
        .containsEntry("state", "running")
        .containsEntry("total", 2)
        .containsEntry("covered", 0);
    assertThat(Api.counts(campaign)).containsEntry("accepted", 1).containsEntry("planned", 1);
    sms(campaign, DeliveryState.ACCEPTED);

    assertThat(Api.counts(campaign)).containsEntry("accepted", 2).containsEntry("bounced", 0);
    assertThat(Api.campaign(campaign))
        .containsEntry("state", "completed")
        .extractingByKey("byChannel")
        .asString()
        .contains("sms");
    Api.customer(texted)
        .get(V1 + "/subjects/{id}/notices?document={d}&version=2", texted, document)
        .then()
        .statusCode(200)
        .body("notices.channel", containsInAnyOrder("email", "sms"))
        .body("notices.find { it.channel == 'email' }.state", equalTo("bounced"))
        .body("notices.find { it.channel == 'email' }.followedBy", equalTo("sms"))
        .body("notices.find { it.channel == 'sms' }.state", equalTo("accepted"))
        .body("notices.find { it.channel == 'sms' }.plannedAt", notNullValue());

    await(sealer.seal());
    clock.advance(Duration.ofDays(31));
    await(sealer.seal());
    Api.activate(document, "2").statusCode(200);
    for (UUID told : List.of(reached, texted)) {
      Api.customer(told)
          .get(V1 + "/subjects/{id}/binding?document={d}&on={day}", told, document, day())
          .then()
          .body("version", equalTo("2"))
          .body("by", equalTo("notice"));
    }
  }

  @Test
  void whomNoChannelReachesThePageCoversByName() {
    List<UUID> lost = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      lost.add(Peers.add(new Peers.Person(null, "L" + i, "en", "active")));
    }
    Peers.add(new Peers.Person("a@people.test", "A", "en", "active"));
    UUID campaign = announce("email", "sms");
    await(snapshot.readAll());
    await(mailing.sendAll());
    assertThat(covered(campaign)).isEmpty();
    sms(campaign, DeliveryState.UNREACHABLE);

    assertThat(Api.campaign(campaign))
        .containsEntry("state", "completed")
        .containsEntry("covered", 5);
    assertThat(covered(campaign)).containsExactlyInAnyOrderElementsOf(lost);
    clock.advance(Duration.ofDays(31));
    Api.activate(document, "2")
        .statusCode(409)
        .body("missing", equalTo(5))
        .body("reasons", hasItem("not-posted"))
        .body("missingSubjects", hasItem(lost.getFirst().toString()));

    clock.advance(Duration.ofDays(-31));
    await(postings.probeDue());
    await(sealer.seal());
    clock.advance(Duration.ofDays(31));
    Api.activate(document, "2").statusCode(200);
    Api.dpo()
        .get(V1 + "/subjects/{id}/notices", lost.getFirst())
        .then()
        .body("notices.findAll { it.coveredSince != null }.channel", contains("sms"));
  }

  @Test
  void whoIsErasedIsNotMissingWhateverFailedBefore() {
    UUID gone = Peers.add(new Peers.Person(null, "Gone", "en", "active"));
    UUID campaign = announce("email");
    await(snapshot.readAll());
    await(mailing.sendAll());
    assertThat(covered(campaign)).containsExactly(gone);

    pool.withTransaction(tx -> deliveries.suppress(tx, gone, "erased"))
        .await()
        .atMost(Duration.ofSeconds(10));

    assertThat(covered(campaign)).isEmpty();
    assertThat(Api.campaign(campaign)).containsEntry("covered", 0);
    await(sealer.seal());
    clock.advance(Duration.ofDays(31));
    Api.activate(document, "2").statusCode(200);
  }

  @Test
  void aChannelThatIsNoneOrTwiceIsRefusedAndWhoeverMayNotReadTheNamesDoesNot() {
    for (List<String> channels :
        List.of(List.of("pigeon"), List.of("sms", "sms"), List.<String>of())) {
      Api.dpo()
          .body(
              Map.of(
                  "effectiveAt",
                  clock.now().plus(Duration.ofDays(40)).toString(),
                  "channels",
                  channels))
          .put(Api.version(document, "2") + "/announcement")
          .then()
          .statusCode(400);
    }
    UUID campaign = announce("email");
    Api.customer(UUID.randomUUID())
        .get(V1 + "/campaigns/{id}/covered", campaign)
        .then()
        .statusCode(403);
    Api.dpo().get(V1 + "/campaigns/{id}/covered", UUID.randomUUID()).then().statusCode(404);
    Api.dpo().get(V1 + "/campaigns/{id}/covered?limit=0", campaign).then().statusCode(400);
  }

  /** As a lane of another channel would. */
  private void sms(UUID campaign, DeliveryState state) {
    Claim claim = await(deliveries.claim(campaign, Channel.SMS, 100, Duration.ofMinutes(1)));
    assertThat(claim.deliveries()).isNotEmpty().allMatch(each -> each.channel() == Channel.SMS);
    List<Outcome> outcomes =
        claim.deliveries().stream()
            .map(
                each ->
                    state == DeliveryState.ACCEPTED
                        ? Outcome.accepted(each, "en", clock.now(), securityClock.now())
                        : Outcome.of(each, state, "no-address", securityClock.now()))
            .toList();
    await(pool.withTransaction(tx -> deliveries.settle(tx, claim, outcomes)));
    await(campaigns.completeIfSettled(campaign));
  }

  private List<UUID> covered(UUID campaign) {
    List<UUID> all = new ArrayList<>();
    String after = null;
    do {
      var page =
          Api.dpo()
              .queryParams(after == null ? Map.of() : Map.of("after", after))
              .get(V1 + "/campaigns/{id}/covered?limit=2", campaign)
              .then()
              .statusCode(200)
              .extract()
              .jsonPath();
      page.getList("covered.subjectId", String.class).forEach(id -> all.add(UUID.fromString(id)));
      after = page.getString("next");
    } while (after != null);
    return all;
  }

  private UUID announce(String... channels) {
    return Api.tell(document, "2", clock.now().plus(Duration.ofDays(30)).plusSeconds(5), channels);
  }

  private String day() {
    return clock.now().atOffset(ZoneOffset.UTC).toLocalDate().toString();
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(60));
  }
}
