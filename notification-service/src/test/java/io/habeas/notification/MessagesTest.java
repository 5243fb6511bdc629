package io.habeas.notification;

import static io.habeas.notification.Api.V1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.habeas.access.testing.TestTokens;
import io.habeas.clock.mover.MovableClock;
import io.habeas.notification.message.Lanes;
import io.habeas.postgres.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Messages to one person, from whoever asks for them to the relay. */
@QuarkusTest
@QuarkusTestResource(
    value = PostgresResource.class,
    initArgs = @ResourceArg(name = "databases", value = "notification"))
@QuarkusTestResource(Peers.class)
@Timeout(120)
class MessagesTest {
  @Inject Lanes lanes;
  @Inject Pool pool;
  @Inject MovableClock clock;

  @BeforeEach
  void nobody() {
    Peers.clear();
    await(
        pool.query(
                "update message set state = 'dropped' where state in ('queued', 'sending', 'deferred', 'quarantined')")
            .execute());
  }

  @AfterEach
  void today() {
    clock.reset();
  }

  @Test
  void aMessageReachesThePersonInTheirLanguageOnce() throws MessagingException, IOException {
    UUID subject = Peers.add(new Peers.Person("eva@people.test", "Eva", "de", "active"));
    String key = UUID.randomUUID().toString();
    String first = received(subject, key).extract().path("id");
    String again = received(subject, key).extract().path("id");
    assertThat(again).isEqualTo(first);

    send();
    send();

    MimeMessage mail = theOnlyMail();
    assertThat(mail.getSubject()).isEqualTo("Ihre Anfrage R-2026-17 ist bei uns");
    assertThat(mail.getHeader("Auto-Submitted", null)).isEqualTo("auto-generated");
    assertThat(mail.getHeader("List-Unsubscribe")).isNull();
    assertThat(part(mail, 0)).startsWith("Guten Tag Eva,").contains("bis zum 24. Dezember 2026");
    assertThat(part(mail, 1)).contains("<strong>R-2026-17</strong>", "lang=\"de\"");
    Api.dpo()
        .get(V1 + "/subjects/{s}/messages/{m}", subject, first)
        .then()
        .statusCode(200)
        .body("state", equalTo("accepted"))
        .body("language", equalTo("de"))
        .body("acceptedAt", notNullValue());
  }

  @Test
  void missingUnknownAndUnfitFieldsAreRefusedByName() {
    UUID subject = Peers.add(new Peers.Person("x@people.test", "X", "en", "active"));
    send(subject, "request-received", Map.of("number", "17", "dueOn", "tomorrow", "extra", 1))
        .statusCode(400)
        .body("violations.field", hasItem("fields.kind"))
        .body("violations.field", hasItem("fields.dueOn"))
        .body("violations.field", hasItem("fields.extra"));
    send(subject, "no-such-template", Map.of())
        .statusCode(400)
        .body("violations.field", hasItem("template"));
    send(
            subject,
            "request-received",
            Map.of("number", "eva@people.test", "kind", "access", "dueOn", "2026-12-24"))
        .statusCode(400)
        .body("violations.field", hasItem("fields.number"));
  }

  @Test
  void whatPeopleWriteIsTextAndNothingElse() throws MessagingException, IOException {
    UUID subject =
        Peers.add(
            new Peers.Person(
                "m@people.test", "M\r\nBcc: evil@people.test {code} <b>", "en", "active"));
    writeCase(
        UUID.randomUUID(),
        subject,
        "Hi\r\nBcc: evil@people.test",
        "{number} {#if true}x{/if} ${7*7} {{x}} <script>alert(1)</script> **bold** [a](javascript:b)\r\n.\r\nend");
    send();

    MimeMessage mail = theOnlyMail();
    assertThat(mail.getHeader("Bcc")).isNull();
    assertThat(mail.getSubject()).isEqualTo("Hi Bcc: evil@people.test [C-1]");
    assertThat(part(mail, 0))
        .contains("{number} {#if true}x{/if} ${7*7} {{x}} <script>alert(1)</script> **bold**")
        .contains("\r\n.\r\nend");
    assertThat(part(mail, 1))
        .contains("{number} {#if true}", "&lt;script&gt;", "**bold** [a](javascript:b)")
        .doesNotContain("<script>", "<a href=\"javascript");
  }

  @Test
  void whatWasWrittenIsSealedUntilItIsSentAndGoneThen() {
    UUID subject = Peers.add(new Peers.Person("s@people.test", "S", "en", "active"));
    writeCase(UUID.randomUUID(), subject, "canary-topic", "canary-message");
    assertThat(rows(subject)).doesNotContain("canary").contains("sealed\":\"");
    send();
    assertThat(rows(subject)).doesNotContain("canary").contains("sealed\":null");
  }

  @Test
  void whatFailsOfItselfIsSetAsideAndHoldsUpNobody() {
    UUID broken = Peers.add(new Peers.Person("b@people.test", "B", "en", "active"));
    UUID other = Peers.add(new Peers.Person("o@people.test", "O", "en", "active"));
    writeCase(UUID.randomUUID(), broken, "t", "m");
    await(
        pool.preparedQuery("update message set sealed = '\\x0011' where subject_id = $1")
            .execute(Tuple.of(broken)));
    received(other, UUID.randomUUID().toString());
    send();

    assertThat(recipients()).containsExactly("o@people.test");
    String failed =
        Api.dpo()
            .get(V1 + "/messages?state=quarantined&limit=1")
            .then()
            .statusCode(200)
            .body("messages", hasSize(1))
            .body("messages[0].reason", equalTo("not-written"))
            .extract()
            .path("messages[0].id");
    decide(broken, failed, "retry").statusCode(200).body("state", equalTo("queued"));
    send();
    decide(broken, failed, "drop").statusCode(200).body("state", equalTo("dropped"));
    decide(broken, failed, "retry").statusCode(409);
    assertThat(rows(broken)).contains("sealed\":null");
  }

  @Test
  void aMessageThatItsSendersWereLostWithIsSetAside() {
    UUID poison = Peers.add(new Peers.Person("p@people.test", "P", "en", "active"));
    received(poison, UUID.randomUUID().toString());
    asIfItsSenderWereLost(poison);
    await(
        pool.preparedQuery("update message set losses = 2 where subject_id = $1")
            .execute(Tuple.of(poison)));
    send();
    assertThat(recipients()).isEmpty();
    assertThat(state(poison)).isEqualTo("quarantined sender-lost");
  }

  @Test
  void aDatabaseOfYesterdayDoesNotSendAgainWhatTheWitnessKnows() {
    UUID subject = Peers.add(new Peers.Person("y@people.test", "Y", "en", "active"));
    received(subject, UUID.randomUUID().toString());
    send();
    await(pool.query("delete from witnessed_messages").execute());
    await(
        pool.preparedQuery(
                "delete from ledger_entry where id in (select entry_id from ledger_record where subject_id = $1)")
            .execute(Tuple.of(subject)));
    await(
        pool.preparedQuery("delete from ledger_record where subject_id = $1")
            .execute(Tuple.of(subject)));
    asIfItsSenderWereLost(subject);
    send();
    assertThat(Peers.relay().getReceivedMessages()).hasSize(1);
    assertThat(state(subject)).isEqualTo("accepted null");
  }

  @Test
  void whatALostSenderMayHaveSentIsSentAgainUnderTheSameMessageId() throws MessagingException {
    UUID subject = Peers.add(new Peers.Person("l@people.test", "L", "en", "active"));
    received(subject, UUID.randomUUID().toString());
    send();
    asIfItsSenderWereLost(subject);
    send();
    MimeMessage[] mails = Peers.relay().getReceivedMessages();
    assertThat(mails).hasSize(2);
    assertThat(mails[1].getMessageID()).isEqualTo(mails[0].getMessageID());
  }

  @Test
  void nobodyIsContactedAgainstADecision() {
    UUID denied = Peers.add(new Peers.Person("d@people.test", "D", "en", "active"));
    UUID quiet = Peers.add(new Peers.Person("q@people.test", "Q", "en", "active"));
    UUID erased = Peers.add(new Peers.Person("e@people.test", "E", "en", "erased"));
    UUID nowhere = Peers.add(new Peers.Person(null, "N", "en", "active"));
    Peers.deny(denied, "objection");
    Peers.deny(quiet, "quiet-hours");
    for (UUID each : List.of(denied, quiet, erased, nowhere)) {
      received(each, UUID.randomUUID().toString());
    }
    send();
    assertThat(recipients()).isEmpty();
    assertThat(state(denied)).isEqualTo("suppressed objection");
    assertThat(state(quiet)).isEqualTo("deferred quiet-hours");
    assertThat(state(erased)).isEqualTo("suppressed erased");
    assertThat(state(nowhere)).isEqualTo("unreachable no-address");

    Peers.deny(quiet, null);
    await(
        pool.query("update message set due_at = to_timestamp(0) where state = 'deferred'")
            .execute());
    send();
    assertThat(recipients()).containsExactly("q@people.test");
  }

  @Test
  void nobodyIsContactedWithoutADecision() {
    UUID subject = Peers.add(new Peers.Person("w@people.test", "W", "en", "active"));
    received(subject, UUID.randomUUID().toString());
    Peers.consentAnswers(false);
    send();
    assertThat(state(subject)).isEqualTo("queued null");
    Peers.consentAnswers(true);
    await(
        pool.query("update message set due_at = to_timestamp(0) where state = 'queued'").execute());
    send();
    assertThat(state(subject)).isEqualTo("accepted null");
  }

  @Test
  void servicesAskInTheTransactionOfTheirOwnChange() {
    UUID subject = Peers.add(new Peers.Person("c@people.test", "C", "en", "active"));
    String event =
        """
        [{"specversion":"1.0","id":"%s","source":"/consent","type":"message.requested","subject":"%s",
          "time":"2026-11-22T12:00:00Z","sequence":7,"data":{"template":"preference-changed",
          "fields":{"topics":["newsletter"],"channels":["sms"],"choice":"denied","via":"phone",
          "on":"2026-11-22","link":"/account/communication"},"causedBy":"preference/1"}}]
        """
            .formatted(UUID.randomUUID(), subject);
    requested("consent-service", event).statusCode(204);
    requested("consent-service", event).statusCode(204);
    requested("disclosure-service", event).statusCode(403);
    requested("consent-service", event.replace("\"via\"", "\"how\"")).statusCode(400);
    send();
    assertThat(recipients()).containsExactly("c@people.test");
  }

  @Test
  void onlyWhatCanBeSwitchedOffSaysHow() throws MessagingException {
    UUID subject = Peers.add(new Peers.Person("n@people.test", "N", "en", "active"));
    Map<String, ?> news =
        Map.of(
            "purpose", "newsletter",
            "fields", List.of(),
            "texts", List.of(Map.of("language", "en", "subject", "News", "body", "News")));
    Api.dpo().body(news).post(V1 + "/templates/news/versions").then().statusCode(201);
    Api.dpo().put(V1 + "/templates/news/versions/1/activation").then().statusCode(200);
    send(subject, "news", Map.of()).statusCode(201);
    received(subject, UUID.randomUUID().toString());
    send();

    for (MimeMessage mail : Peers.relay().getReceivedMessages()) {
      boolean isNews = "News".equals(mail.getSubject());
      assertThat(mail.getHeader("List-Unsubscribe", null))
          .isEqualTo(
              isNews
                  ? "<http://127.0.0.1:%s/unsubscribe/token~%s>".formatted(port(), subject)
                  : null);
      assertThat(mail.getHeader("List-Unsubscribe-Post", null))
          .isEqualTo(isNews ? "List-Unsubscribe=One-Click" : null);
    }
    assertThat(Peers.relay().getReceivedMessages()).hasSize(2);
  }

  private static String port() {
    return org.eclipse.microprofile.config.ConfigProvider.getConfig()
        .getValue("habeas.public-url", String.class)
        .replaceAll(".*:", "");
  }

  @Test
  void theMailsOfACaseAreOneConversation() throws MessagingException {
    UUID subject = Peers.add(new Peers.Person("k@people.test", "K", "en", "active"));
    UUID caseId = UUID.randomUUID();
    writeCase(caseId, subject, "First", "one");
    send();
    String asked = "<their.mail@k.people.test>";
    Map<String, Object> body = caseBody(subject, "Second", "two");
    body.put("inReplyTo", asked);
    support().body(body).post(V1 + "/cases/" + caseId + "/messages").then().statusCode(201);
    send();

    MimeMessage[] mails = Peers.relay().getReceivedMessages();
    String replyTo = mails[0].getHeader("Reply-To", null);
    String thread = mails[0].getHeader("References", null);
    assertThat(mails[0].getHeader("In-Reply-To", null)).isEqualTo(thread);
    assertThat(mails[1].getHeader("In-Reply-To", null)).isEqualTo(asked);
    assertThat(mails[1].getHeader("References", null).split("\\s+"))
        .containsExactly(thread, mails[0].getMessageID(), asked);
    assertThat(mails[1].getHeader("Auto-Submitted")).isNull();
    assertThat(mails[1].getHeader("Reply-To", null)).isEqualTo(replyTo);

    Api.machine("notification:reply")
        .body(Map.of("address", replyTo.toUpperCase(java.util.Locale.ROOT)))
        .post(V1 + "/reply-addresses/check")
        .then()
        .statusCode(200)
        .body("valid", equalTo(true))
        .body("caseId", equalTo(caseId.toString()));
    Api.machine("notification:reply")
        .body(Map.of("address", replyTo.replaceFirst("\\+..", "+aa")))
        .post(V1 + "/reply-addresses/check")
        .then()
        .statusCode(200)
        .body("valid", equalTo(false))
        .body("caseId", nullValue());
    support()
        .get(V1 + "/cases/" + caseId + "/messages")
        .then()
        .statusCode(200)
        .body("threadId", equalTo(thread))
        .body("mails.messageId", hasItem(mails[0].getMessageID()))
        .body("mails", hasSize(2));
  }

  @Test
  void aPersonSeesTheirOwnAndNotWhoAsked() {
    UUID subject = Peers.add(new Peers.Person("own@people.test", "O", "en", "active"));
    received(subject, UUID.randomUUID().toString());
    Api.customer(subject)
        .get(V1 + "/subjects/{id}/messages", subject)
        .then()
        .statusCode(200)
        .body("messages", hasSize(1))
        .body("messages[0].requestedBy", nullValue());
    Api.customer(UUID.randomUUID())
        .get(V1 + "/subjects/{id}/messages", subject)
        .then()
        .statusCode(404);
  }

  @Test
  void anErasedPersonsMessagesSayNothingAndGoNowhere() {
    UUID subject = Peers.add(new Peers.Person("gone@people.test", "G", "en", "active"));
    received(subject, UUID.randomUUID().toString());
    as("subject-service", "notification:events")
        .contentType("application/cloudevents-batch+json")
        .body(
            """
            [{"specversion":"1.0","id":"%s","source":"/subject","type":"subject.erased","subject":"%s",
              "time":"2026-11-22T12:00:00Z","sequence":9,"data":{}}]
            """
                .formatted(UUID.randomUUID(), subject))
        .post(V1 + "/events")
        .then()
        .statusCode(204);
    send();
    assertThat(recipients()).isEmpty();
    assertThat(state(subject)).isEqualTo("suppressed erased");
    assertThat(rows(subject)).doesNotContain("R-2026-17");
  }

  private static ValidatableResponse received(UUID subject, String key) {
    return as("subject-service", "notification:send")
        .header("Idempotency-Key", key)
        .body(
            Map.of(
                "template",
                "request-received",
                "subjectId",
                subject,
                "causedBy",
                "request/17",
                "fields",
                Map.of("number", "R-2026-17", "kind", "access", "dueOn", "2026-12-24")))
        .post(V1 + "/messages")
        .then()
        .statusCode(201);
  }

  private static ValidatableResponse send(UUID subject, String template, Map<String, ?> fields) {
    return as("subject-service", "notification:send")
        .body(Map.of("template", template, "subjectId", subject, "fields", fields))
        .post(V1 + "/messages")
        .then();
  }

  private static ValidatableResponse requested(String client, String events) {
    return as(client, "notification:send")
        .contentType("application/cloudevents-batch+json")
        .body(events)
        .post(V1 + "/messages/requested")
        .then();
  }

  private static ValidatableResponse decide(UUID subject, String id, String decision) {
    return support()
        .body(Map.of("decision", decision))
        .put(V1 + "/subjects/{s}/messages/{m}/decision", subject, id)
        .then();
  }

  private static void writeCase(UUID caseId, UUID subject, String topic, String message) {
    support()
        .body(caseBody(subject, topic, message))
        .post(V1 + "/cases/" + caseId + "/messages")
        .then()
        .statusCode(201);
  }

  private static Map<String, Object> caseBody(UUID subject, String topic, String message) {
    return new HashMap<>(
        Map.of("subjectId", subject, "number", "C-1", "topic", topic, "message", message));
  }

  private static RequestSpecification as(String client, String scope) {
    return Api.as(TestTokens.client(client).scopes(scope).audience("notification").token());
  }

  private static RequestSpecification support() {
    return Api.as(TestTokens.person("support").audience("notification").token());
  }

  private void send() {
    await(lanes.sendAll());
  }

  private void asIfItsSenderWereLost(UUID subject) {
    await(
        pool.preparedQuery(
                "update message set state = 'sending', due_at = to_timestamp(0) where subject_id = $1")
            .execute(Tuple.of(subject)));
  }

  private String state(UUID subject) {
    return await(
        pool.preparedQuery("select state, reason from message where subject_id = $1")
            .execute(Tuple.of(subject))
            .map(rows -> rows.iterator().next())
            .map(row -> row.getString("state") + " " + row.getString("reason")));
  }

  private String rows(UUID subject) {
    return await(
        pool.preparedQuery("select to_jsonb(m)::text as row from message m where subject_id = $1")
            .execute(Tuple.of(subject))
            .map(rows -> rows.iterator().next().getString("row").replace(": ", ":")));
  }

  private static MimeMessage theOnlyMail() {
    MimeMessage[] mails = Peers.relay().getReceivedMessages();
    assertThat(mails).hasSize(1);
    return mails[0];
  }

  private static List<String> recipients() {
    return Arrays.stream(Peers.relay().getReceivedMessages()).map(MessagesTest::to).toList();
  }

  private static String to(MimeMessage mail) {
    try {
      return mail.getAllRecipients()[0].toString().replaceAll(".*<|>", "");
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String part(MimeMessage mail, int index) throws MessagingException, IOException {
    return (String) ((MimeMultipart) mail.getContent()).getBodyPart(index).getContent();
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(30));
  }
}
