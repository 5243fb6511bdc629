package io.habeas.notification;

import static io.habeas.notification.Api.V1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.habeas.clock.mover.MovableClock;
import io.habeas.ledger.Sealer;
import io.habeas.notification.audience.Snapshot;
import io.habeas.notification.mailing.Mailing;
import io.habeas.notification.posting.Postings;
import io.habeas.postgres.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What may be announced, to whom, and how it is taken back. */
@QuarkusTest
@QuarkusTestResource(
    value = PostgresResource.class,
    initArgs = @ResourceArg(name = "databases", value = "notification"))
@QuarkusTestResource(Peers.class)
@Timeout(120)
class LawfulAnnouncementTest {
  private static final String FIRST =
      "# Policy\n\nIn short.\n\n## Mail {#mail}\n\nWe keep mail.\n\n## Card {#card}\n\nWe take cards.\n";
  private static final String TYPO = FIRST.replace("In short.", "In brief.");
  private static final UUID CARDLY = UUID.fromString("01920000-0000-7000-8000-0000000000aa");

  private static int documents;

  @Inject Snapshot snapshot;
  @Inject Mailing mailing;
  @Inject Postings postings;
  @Inject Sealer sealer;
  @Inject MovableClock clock;

  private String document = "";

  @BeforeEach
  void aPolicyInForce() {
    Peers.clear();
    document = "lawful-" + ++documents;
    Api.policy(document);
    Api.draft(document, "1", FIRST, Map.of());
    Api.activate(document, "1").statusCode(200);
  }

  @AfterEach
  void today() {
    clock.reset();
  }

  @Test
  void oneProposesAnotherApprovesAndThePageSaysWhy() {
    Api.draft(document, "2", TYPO, Map.of());
    propose("2", "anna").statusCode(200).body("material", equalTo(true));
    approve("2", "anna").statusCode(422).body("type", equalTo(type("materiality-needs-two")));
    approve("2", "bert")
        .statusCode(200)
        .body("material", equalTo(false))
        .body("notMaterial.reason.en", equalTo("Only a word."));

    Api.announce(document, "2", clock.now().plusSeconds(1))
        .statusCode(200)
        .body("version.state", equalTo("announced"))
        .body("campaignId", nullValue());
    clock.advance(Duration.ofMinutes(1));
    Api.activate(document, "2").statusCode(409).body("reasons", contains("not-posted"));
    await(postings.probeDue());
    Api.activate(document, "2").statusCode(200).body("state", equalTo("in-force"));

    await(snapshot.readAll());
    await(mailing.sendAll());
    assertThat(Peers.relay().getReceivedMessages()).isEmpty();
  }

  @Test
  void noSystemAndNobodyWhoHasNotReadItJudges() {
    Api.draft(document, "2", TYPO, Map.of());
    Api.machine("policy:write")
        .header("If-Match", Api.etag(document, "2"))
        .body(Map.of("reason", Map.of("en", "Only a word.")))
        .put(Api.version(document, "2") + "/materiality")
        .then()
        .statusCode(403);
    String read = Api.etag(document, "2");
    propose("2", "anna").statusCode(200);
    Api.desk("legal", "bert")
        .header("If-Match", read)
        .put(Api.version(document, "2") + "/materiality/approval")
        .then()
        .statusCode(412);
    rewrite("2", TYPO + "\nMore.\n");
    approve("2", "bert").statusCode(422);
    Api.desk("marketing", "mara")
        .header("If-Match", Api.etag(document, "2"))
        .body(Map.of("reason", Map.of("en", "Only a word.")))
        .put(Api.version(document, "2") + "/materiality")
        .then()
        .statusCode(403);
  }

  @Test
  void anotherRecipientIsMaterialWhateverAnybodySays() {
    Api.dpo()
        .body(
            Map.of(
                "label", "2",
                "changes", Map.of("Retention", List.of("longer")),
                "texts", List.of(text(TYPO))))
        .post(V1 + "/policies/" + document + "/versions")
        .then()
        .statusCode(201);
    propose("2", "anna")
        .statusCode(422)
        .body("type", equalTo(type("change-is-material")))
        .body("reasons", contains("changes:retention"));

    Api.draft(
        document,
        "3",
        FIRST.replace("cards", "cards and cheques"),
        Map.of("card", List.of("processor:" + CARDLY)));
    propose("3", "anna")
        .statusCode(422)
        .body("reasons[0]", equalTo("section:card processor:" + CARDLY));
  }

  @Test
  void aSubProcessorListChangesMaterially() {
    String list = "list-" + document;
    Api.dpo()
        .body(Map.of("document", list, "title", "Sub-processors", "kind", "sub-processor-list"))
        .post(V1 + "/policies")
        .then()
        .statusCode(201)
        .body("kind", equalTo("sub-processor-list"));
    Api.draft(list, "1", "# Who\n\n- One\n", Map.of());
    Api.activate(list, "1").statusCode(200);
    Api.draft(list, "2", "# Who\n\n- One\n- Two\n", Map.of());
    Api.desk("dpo", "anna")
        .header("If-Match", Api.etag(list, "2"))
        .body(Map.of("reason", Map.of("en", "Only one more.")))
        .put(Api.version(list, "2") + "/materiality")
        .then()
        .statusCode(422)
        .body("reasons", contains("kind:sub-processor-list"));
  }

  @Test
  void whatIsWithdrawnIsCorrectedToWhoeverHeardOfItAndToNobodyElse() throws MessagingException {
    Peers.add(new Peers.Person("told@people.test", "Told", "en", "active"));
    Api.draft(document, "2", TYPO, Map.of());
    UUID first = announce("2");
    await(snapshot.readAll());
    await(mailing.sendAll());
    Peers.add(new Peers.Person("later@people.test", "Later", "en", "active"));

    UUID correction = UUID.fromString(withdraw("2").statusCode(200).extract().path("campaignId"));
    withdraw("2").statusCode(200).body("campaignId", equalTo(correction.toString()));
    await(snapshot.readAll());
    await(mailing.sendAll());

    assertThat(Api.campaign(first)).containsEntry("state", "cancelled");
    assertThat(Api.campaign(correction))
        .containsEntry("kind", "withdrawal")
        .containsEntry("state", "completed")
        .containsEntry("total", 1)
        .containsEntry("lastLawfulDay", null);
    assertThat(subjects("told@people.test"))
        .containsExactly("Our privacy policy", "Correction: Our privacy policy");
    assertThat(subjects("later@people.test")).isEmpty();
    Api.activate(document, "2").statusCode(409);
    Api.announce(document, "2", clock.now().plus(Duration.ofDays(40))).statusCode(409);
  }

  @Test
  void whatWasPlannedIsNotSentAfterAWithdrawal() throws MessagingException {
    Peers.add(new Peers.Person("planned@people.test", "Planned", "en", "active"));
    Api.draft(document, "2", TYPO, Map.of());
    announce("2");
    await(snapshot.readAll());
    withdraw("2").statusCode(200);
    await(snapshot.readAll());
    await(mailing.sendAll());

    assertThat(Peers.relay().getReceivedMessages()).isEmpty();
  }

  @Test
  void whatIsPostponedIsAnnouncedAnewAndNeverEarlier() throws MessagingException {
    Peers.add(new Peers.Person("told@people.test", "Told", "en", "active"));
    Api.draft(document, "2", TYPO, Map.of());
    Instant said = clock.now().plus(Duration.ofDays(40));
    Api.announce(document, "2", said).statusCode(200);
    await(snapshot.readAll());
    await(mailing.sendAll());

    Api.announce(document, "2", said.minusSeconds(60))
        .statusCode(422)
        .body("type", equalTo(type("date-brought-forward")));
    postpone("2", said).statusCode(422);
    Instant later = said.plus(Duration.ofDays(20));
    postpone("2", later)
        .statusCode(200)
        .body("version.state", equalTo("postponed"))
        .body("version.correction.promisedAt", notNullValue());
    await(snapshot.readAll());
    await(mailing.sendAll());
    assertThat(subjects("told@people.test"))
        .containsExactly("Our privacy policy", "Correction: Our privacy policy");

    Api.activate(document, "2").statusCode(409);
    Api.announce(document, "2", later.minusSeconds(60)).statusCode(422);
    Api.announce(document, "2", later).statusCode(200).body("version.state", equalTo("announced"));
    await(snapshot.readAll());
    await(mailing.sendAll());
    assertThat(subjects("told@people.test")).hasSize(3);
    clock.advance(Duration.ofDays(61));
    await(sealer.seal());
    Api.activate(document, "2").statusCode(200);
  }

  @Test
  void aTaggedChangeIsToldToWhomItConcerns() throws MessagingException {
    UUID mail = person("mail@people.test");
    Peers.relate(mail, "mail", "north", "DE", "email");
    UUID card = person("card@people.test");
    Peers.disclose(card, CARDLY, "US");
    UUID both = person("both@people.test");
    Peers.relate(both, "mail", "south", "FR", "email");
    Peers.disclose(both, CARDLY, "US");
    person("neither@people.test");
    String before = "## Mail {#mail}\n\nWe keep mail.\n\n## Card {#card}\n\nWe take cards.\n";
    Map<String, List<String>> tags =
        Map.of(
            "mail", List.of("product:mail"), "card", List.of("processor:" + CARDLY, "country:US"));
    String other = "tagged-" + document;
    Api.policy(other);
    Api.draft(other, "1", before, tags);
    Api.activate(other, "1").statusCode(200);
    Api.draft(other, "2", before.replace("We", "They"), tags);

    String campaign =
        Api.announce(other, "2", clock.now().plus(Duration.ofDays(31)))
            .statusCode(200)
            .extract()
            .path("campaignId");
    await(snapshot.readAll());
    await(mailing.sendAll());

    assertThat(recipients())
        .containsExactlyInAnyOrder("mail@people.test", "card@people.test", "both@people.test");
    Api.dpo()
        .get(V1 + "/campaigns/" + campaign)
        .then()
        .body("audience.basis", equalTo("change"))
        .body("audience.tags", hasItem("country:US"))
        .body("total", equalTo(3));

    Api.customer(mail)
        .get(V1 + "/subjects/{s}/policies/{d}/versions/2/changes", mail, other)
        .then()
        .statusCode(200)
        .body("changed", equalTo(2))
        .body("sections.id", contains("mail"))
        .body("sections[0].why", contains("product:mail"))
        .body("sections[0].title", equalTo("Mail"))
        .body("sections[0].blocks.spans.flatten().text", hasItem("They"));
    Api.dpo()
        .get(V1 + "/subjects/{s}/policies/{d}/versions/2/changes", card, other)
        .then()
        .body("sections.id", contains("card"));
    Api.customer(mail)
        .get(V1 + "/subjects/{s}/policies/{d}/versions/2/changes", card, other)
        .then()
        .statusCode(404);
  }

  @Test
  void whoSignsUpAfterTheAnnouncementAcceptsItThenAndWhoIsNotConcernedIsNotMissed() {
    UUID concerned = person("concerned@people.test");
    Peers.relate(concerned, "mail", "north", "DE", "email");
    UUID other = person("other@people.test");
    Peers.relate(other, "vps", "north", "DE", "email");
    Map<String, List<String>> tags = Map.of("mail", List.of("product:mail"));
    String policy = "late-" + document;
    Api.policy(policy);
    Api.draft(policy, "1", FIRST, tags);
    Api.activate(policy, "1").statusCode(200);
    Api.draft(policy, "2", FIRST.replace("keep", "hold"), tags);
    Api.announce(policy, "2", clock.now().plus(Duration.ofDays(31))).statusCode(200);
    await(snapshot.readAll());
    await(mailing.sendAll());
    UUID late = com.github.f4b6a3.uuid.UuidCreator.getTimeOrderedEpoch();
    joins(late, clock.now().plus(Duration.ofDays(2)));
    joins(other, clock.now().minus(Duration.ofDays(300)));
    clock.advance(Duration.ofDays(32));
    await(sealer.seal());
    Api.activate(policy, "2").statusCode(200);

    assertThat(boundBy(policy, late)).isEqualTo("sign-up");
    assertThat(boundBy(policy, concerned)).isEqualTo("notice");
    assertThat(boundBy(policy, other)).isEqualTo("not-concerned");
  }

  private void joins(UUID subject, Instant at) {
    Api.machine("notification:events")
        .contentType("application/cloudevents-batch+json")
        .body(
            """
            [{"specversion":"1.0","id":"%s","source":"/subject","type":"subject.registered",
              "subject":"%s","time":"%s","sequence":1,"data":{}}]
            """
                .formatted(UUID.randomUUID(), subject, at))
        .post(V1 + "/events")
        .then()
        .statusCode(204);
  }

  private String boundBy(String policy, UUID subject) {
    return Api.dpo()
        .get(
            V1 + "/policies/{d}/binding?subjectId={s}&on={day}",
            policy,
            subject,
            clock.now().plusSeconds(1).toString())
        .then()
        .statusCode(200)
        .body("version", equalTo("2"))
        .extract()
        .path("by");
  }

  @Test
  void anAudienceIsNarrowedOnlyWhereTheChangeIsSoLimited() throws MessagingException {
    UUID north = person("north@people.test");
    Peers.relate(north, "mail", "north", "DE", "email");
    Peers.relate(person("south@people.test"), "mail", "south", "DE", "email");
    Map<String, List<String>> tags = Map.of("mail", List.of("brand:north"));
    String other = "narrow-" + document;
    Api.policy(other);
    Api.draft(other, "1", FIRST, tags);
    Api.activate(other, "1").statusCode(200);
    Api.draft(other, "2", FIRST.replace("keep", "hold"), tags);
    Api.draft(other, "3", FIRST.replace("We", "They"), tags);

    narrowed(other, "3", "brand:north")
        .statusCode(422)
        .body("type", equalTo(type("audience-too-narrow")))
        .body("sections", contains("card"));
    narrowed(other, "2", "brand:south").statusCode(422);
    narrowed(other, "2", "processor:" + CARDLY).statusCode(400);
    String campaign =
        narrowed(other, "2", "brand:north").statusCode(200).extract().path("campaignId");
    await(snapshot.readAll());
    await(mailing.sendAll());

    assertThat(recipients()).containsExactly("north@people.test");
    Api.dpo()
        .get(V1 + "/campaigns/" + campaign)
        .then()
        .body("audience.basis", equalTo("narrowed"))
        .body("audience.tags", contains("brand:north"));
  }

  @Test
  void whatWasToldToSomeDoesNotReplaceWhatCameInBetween() {
    Map<String, List<String>> tags = Map.of("mail", List.of("product:mail"));
    String other = "between-" + document;
    Api.policy(other);
    Api.draft(other, "1", FIRST, tags);
    Api.activate(other, "1").statusCode(200);
    Api.draft(other, "2", FIRST.replace("keep", "hold"), tags);
    Api.draft(other, "3", FIRST.replace("cards", "coins"), tags);
    Api.announce(other, "2", clock.now().plus(Duration.ofDays(31))).statusCode(200);
    Api.announce(other, "3", clock.now().plus(Duration.ofDays(31))).statusCode(200);
    await(snapshot.readAll());
    await(mailing.sendAll());
    clock.advance(Duration.ofDays(32));
    await(sealer.seal());
    Api.activate(other, "3").statusCode(200);

    Api.activate(other, "2").statusCode(409).body("reasons", hasItem("another-version-binds"));
  }

  @Test
  void tagsNameSectionsThatAreThereAndAreFrozen() {
    Api.dpo()
        .body(
            Map.of(
                "label", "2",
                "sections", Map.of("nowhere", List.of("product:mail")),
                "texts", List.of(text(FIRST))))
        .post(V1 + "/policies/" + document + "/versions")
        .then()
        .statusCode(400);
    for (String tag : List.of("product:", "planet:mars", "country:Germany", "processor:cardly")) {
      Api.dpo()
          .body(
              Map.of(
                  "label", "2",
                  "sections", Map.of("mail", List.of(tag)),
                  "texts", List.of(text(FIRST))))
          .post(V1 + "/policies/" + document + "/versions")
          .then()
          .statusCode(400);
    }
    Api.draft(document, "2", TYPO, Map.of());
    String untagged = Api.etag(document, "2");
    Api.draft(document, "3", TYPO, Map.of("mail", List.of("product:mail")));
    assertThat(Api.etag(document, "3")).isNotEqualTo(untagged);
  }

  @Test
  void differencesAreToldAsDataAndDraftsToTheDeskAlone() {
    Api.draft(document, "2", TYPO + "\n<script>alert(1)</script>\n", Map.of());
    String path = Api.version(document, "2") + "/differences?lang=en";

    Api.dpo()
        .get(path)
        .then()
        .statusCode(200)
        .body("from", equalTo("1"))
        .body("changedSections", contains("policy", "card"))
        .body("blocks.find { it.change == 'changed' }.spans.text", hasItem("short"))
        .body("blocks.findAll { it.change == 'added' }.kind", hasItem("code"));
    Api.customer(UUID.randomUUID()).get(path).then().statusCode(404);
    Api.dpo().get(Api.version(document, "2") + "/differences?from=9").then().statusCode(404);
    Api.dpo().get(Api.version(document, "2") + "/differences?lang=%3Cx%3E").then().statusCode(400);
  }

  private ValidatableResponse propose(String label, String who) {
    return Api.desk("dpo", who)
        .header("If-Match", Api.etag(document, label))
        .body(Map.of("reason", Map.of("en", "Only a word.")))
        .put(Api.version(document, label) + "/materiality")
        .then();
  }

  private ValidatableResponse approve(String label, String who) {
    return Api.desk("legal", who)
        .header("If-Match", Api.etag(document, label))
        .put(Api.version(document, label) + "/materiality/approval")
        .then();
  }

  private void rewrite(String label, String markdown) {
    Api.dpo()
        .header("If-Match", Api.etag(document, label))
        .body(Map.of("texts", List.of(text(markdown))))
        .put(Api.version(document, label))
        .then()
        .statusCode(200)
        .body("notMaterial", nullValue());
  }

  private ValidatableResponse withdraw(String label) {
    return Api.dpo()
        .body(Map.of("reason", Map.of("en", "We thought better of it.")))
        .put(Api.version(document, label) + "/withdrawal")
        .then();
  }

  private ValidatableResponse postpone(String label, Instant notBefore) {
    return Api.dpo()
        .body(Map.of("notBefore", notBefore.toString(), "reason", Map.of("en", "Not ready.")))
        .put(Api.version(document, label) + "/postponement")
        .then();
  }

  private ValidatableResponse narrowed(String policy, String label, String tag) {
    return Api.dpo()
        .body(
            Map.of(
                "effectiveAt",
                clock.now().plus(Duration.ofDays(31)).toString(),
                "audience",
                List.of(tag)))
        .put(Api.version(policy, label) + "/announcement")
        .then();
  }

  private UUID announce(String label) {
    return UUID.fromString(
        Api.announce(document, label, clock.now().plus(Duration.ofDays(31)))
            .statusCode(200)
            .extract()
            .path("campaignId"));
  }

  private static UUID person(String address) {
    return Peers.add(new Peers.Person(address, "Somebody", "en", "active"));
  }

  private static Map<String, String> text(String markdown) {
    return Map.of("language", "en", "title", "T", "summary", "S", "markdown", markdown);
  }

  private static List<String> recipients() throws MessagingException {
    List<String> recipients = new java.util.ArrayList<>();
    for (MimeMessage mail : Peers.relay().getReceivedMessages()) {
      recipients.add(((InternetAddress) mail.getAllRecipients()[0]).getAddress());
    }
    return recipients;
  }

  private static List<String> subjects(String address) throws MessagingException {
    List<String> subjects = new java.util.ArrayList<>();
    for (MimeMessage mail : Arrays.asList(Peers.relay().getReceivedMessages())) {
      if (((InternetAddress) mail.getAllRecipients()[0]).getAddress().equals(address)) {
        subjects.add(mail.getSubject());
      }
    }
    return subjects;
  }

  private static String type(String code) {
    return "urn:habeas:problem:" + code;
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(60));
  }
}
