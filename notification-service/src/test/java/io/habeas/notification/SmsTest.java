package io.habeas.notification;

import static io.habeas.notification.Api.V1;
import static org.assertj.core.api.Assertions.assertThat;

import io.habeas.notification.ShortMessageCentre.Reaction;
import io.habeas.notification.message.Lanes;
import io.habeas.notification.sms.SmsParts;
import io.habeas.postgres.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.SubmitSm;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Text messages against a centre that behaves, and one that does not. */
@QuarkusTest
@QuarkusTestResource(
    value = PostgresResource.class,
    initArgs = @ResourceArg(name = "databases", value = "notification"))
@QuarkusTestResource(Peers.class)
@Timeout(120)
class SmsTest {
  private static final AtomicInteger NUMBERS = new AtomicInteger(901820);

  @Inject Lanes lanes;
  @Inject SmsParts parts;
  @Inject Pool pool;

  private final ShortMessageCentre centre = Peers.centre();

  @BeforeEach
  void nobody() {
    Peers.clear();
    centre.forget();
    await(pool.query("delete from sms_part").execute());
    await(
        pool.query(
                "update message set state = 'dropped' where state in ('queued', 'sending', 'deferred')")
            .execute());
  }

  @Test
  void aCodeReachesThePhoneAndTheReceiptIsKept() {
    UUID subject = code("en");
    send();
    SubmitSm sent = centre.taken().getFirst();
    assertThat(new String(sent.getShortMessage(), StandardCharsets.US_ASCII))
        .startsWith("ABC-123 is your code");
    assertThat(sent.getDestAddress()).matches("4930[0-9]+");
    assertThat(sent.getSourceAddr()).isEqualTo("Habeas");
    assertThat(sent.getRegisteredDelivery()).isEqualTo((byte) 1);
    assertThat(state(subject)).isEqualTo("accepted null false");

    centre.receipt("id:" + centre.lastId() + " sub:001 dlvrd:001 stat:DELIVRD err:000 text:");
    await(parts.apply());
    assertThat(state(subject)).isEqualTo("accepted null true");
  }

  @Test
  void aBadReceiptTakesTheAcceptanceBackOnce() {
    UUID subject = code("en");
    send();
    String id = centre.lastId().replaceFirst("^0+", "");
    for (int i = 0; i < 2; i++) {
      centre.receipt(
          "",
          new OptionalParameter.Receipted_message_id(id),
          new OptionalParameter.Message_state((byte) 5));
      await(parts.apply());
    }
    centre.receipt("id:" + id + " stat:DELIVRD");
    await(parts.apply());
    assertThat(state(subject)).isEqualTo("bounced receipt-undeliv false");
  }

  @Test
  void aReceiptMayComeBeforeTheAnswer() {
    UUID subject = code("en");
    centre.next(Reaction.RECEIPT_BEFORE_ANSWER);
    send();
    await(parts.apply());
    assertThat(state(subject)).isEqualTo("accepted null true");
  }

  @Test
  void whoIsThrottledWaitsAndLosesNobody() {
    UUID subject = code("en");
    centre.next(Reaction.THROTTLE);
    send();
    assertThat(state(subject)).isEqualTo("queued smpp-58 false");
    dueNow();
    send();
    assertThat(state(subject)).startsWith("accepted");
    assertThat(centre.taken()).hasSize(1);
  }

  @Test
  void aNumberThatDoesNotExistBouncesAndHoldsUpNobody() {
    UUID wrong = code("en");
    centre.next(Reaction.REFUSE_NUMBER);
    send();
    UUID right = code("en");
    send();
    assertThat(state(wrong)).isEqualTo("bounced smpp-0b false");
    assertThat(state(right)).startsWith("accepted");
  }

  @Test
  void aCentreThatHangsUpMissesNobodyAndRepeatsOnlyWhatWasInFlight() {
    for (Reaction reaction : List.of(Reaction.DROP_BEFORE_TAKING, Reaction.DROP_AFTER_TAKING)) {
      centre.forget();
      UUID subject = code("en");
      centre.next(reaction);
      send();
      assertThat(state(subject)).isEqualTo("deferred no-answer false");
      dueNow();
      send();
      assertThat(state(subject)).startsWith("accepted");
      assertThat(centre.taken()).hasSize(reaction == Reaction.DROP_BEFORE_TAKING ? 1 : 2);
    }
  }

  @Test
  void aLongTextThatWasCutOffGoesOnWithThePartThatIsMissing() {
    UUID subject = Peers.add(new Peers.Person("long@people.test", "L", "de", "active", number()));
    ask(
        subject,
        "breach",
        Map.of(
            "number", "B-1",
            "happenedOn", "2026-11-01",
            "categories", List.of("contact", "identity", "purchase"),
            "link", "/account/notices/breach/2026-11-01/what-happened-and-what-you-can-do"));
    centre.next(Reaction.TAKE, Reaction.DROP_BEFORE_TAKING);
    send();
    assertThat(state(subject)).isEqualTo("deferred no-answer false");
    dueNow();
    send();
    assertThat(state(subject)).startsWith("accepted");
    List<SubmitSm> sent = centre.taken();
    assertThat(sent)
        .allMatch(part -> part.isUdhi())
        .extracting(part -> part.getShortMessage()[5])
        .containsExactly((byte) 1, (byte) 2);
    assertThat(sent)
        .extracting(part -> part.getShortMessage()[3])
        .containsOnly(sent.getFirst().getShortMessage()[3]);
  }

  private UUID code(String language) {
    UUID subject =
        Peers.add(new Peers.Person("sms@people.test", "S", language, "active", number()));
    ask(subject, "identity-code", Map.of("code", "ABC-123", "minutes", 10));
    return subject;
  }

  private static String number() {
    return "+4930" + NUMBERS.incrementAndGet();
  }

  private static void ask(UUID subject, String template, Map<String, ?> fields) {
    Api.machine("notification:send")
        .body(
            Map.of("template", template, "subjectId", subject, "channel", "sms", "fields", fields))
        .post(V1 + "/messages")
        .then()
        .statusCode(201);
  }

  private void send() {
    await(lanes.sendAll());
  }

  private void dueNow() {
    await(
        pool.query(
                "update message set due_at = to_timestamp(0) where state in ('queued', 'deferred')")
            .execute());
  }

  private String state(UUID subject) {
    return await(
        pool.preparedQuery(
                "select state, reason, delivered_at is not null as delivered from message where subject_id = $1")
            .execute(Tuple.of(subject))
            .map(rows -> rows.iterator().next())
            .map(
                row ->
                    row.getString("state")
                        + " "
                        + row.getString("reason")
                        + " "
                        + row.getBoolean("delivered")));
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(30));
  }
}
