package io.habeas.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One material change, all the way: import, announce, tell everybody, prove it. */
@Order(1)
class OnePolicyChangeTest {

  static final String PREFIX = "c";
  static final int GOOD = 10_000;
  private static final int BROKEN = 50;
  private static String campaign = "";

  @TempDir Path directory;

  @Test
  @Order(1)
  void tenThousandCustomersAreImportedAndBrokenLinesAreNamed() {
    Api billing = Api.client("billing", "subject:import subject:read");
    Set<Integer> brokenLines =
        IntStream.range(0, BROKEN).map(i -> 100 + i * 200).boxed().collect(Collectors.toSet());
    String id =
        billing
            .post("/api/subject/v1/imports", Map.of("format", "ndjson", "name", "all"))
            .body()
            .path("id")
            .asText();

    Api.Answer done =
        billing.send(
            "PUT",
            "/api/subject/v1/imports/" + id + "/content?fromLine=1",
            content(brokenLines),
            "application/x-ndjson");

    assertThat(done.status()).as(done.text()).isEqualTo(200);
    assertThat(done.body().path("state").asText()).isEqualTo("completed");
    assertThat(done.body().path("accepted").asInt()).isEqualTo(GOOD);
    assertThat(done.body().path("refused").asInt()).isEqualTo(BROKEN);
    JsonNode errors =
        billing.get("/api/subject/v1/imports/" + id + "/errors?limit=200").body().path("errors");
    assertThat(
            StreamSupport.stream(errors.spliterator(), false)
                .map(error -> error.path("line").asInt())
                .collect(Collectors.toSet()))
        .isEqualTo(brokenLines);
    assertThat(errors.toString()).doesNotContain("broken@");
    assertThat(search("email", "broken@customers.example")).isEmpty();
    assertThat(billing.get("/api/subject/v1/accounts/broken-0?purpose=billing").status())
        .isEqualTo(404);
  }

  @Test
  @Order(2)
  void namesInEveryScriptComeBackExactly() {
    Api desk = Api.client("habeas-admin", "subject:search subject:read");
    for (int number = 0; number < 5; number++) {
      String id = search("email", Customers.email(PREFIX, number)).path("id").asText();
      JsonNode names =
          desk.get("/api/subject/v1/subjects/" + id + "?purpose=rights-requests")
              .body()
              .path("names");
      JsonNode sent =
          Api.JSON.valueToTree(Customers.account(PREFIX, number)).path("people").path(0);
      assertThat(names.path("given").asText()).isEqualTo(sent.path("givenName").asText());
      assertThat(names.path("family").asText()).isEqualTo(sent.path("familyName").asText());
    }
  }

  @Test
  @Order(3)
  void aChangeAnnouncedTooLateIsRefusedWithTheEarliestLawfulDate() {
    Policy policy = new Policy("privacy").create();
    policy.draft("1.0", "# Privacy\n\nWe keep what we need.\n");

    Api.Answer refused = policy.announce("1.0", Duration.ofDays(29));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.code()).isEqualTo("announced-too-late");
    assertThat(refused.body().path("earliestLawfulDate").asText()).isNotBlank();
    campaign = policy.announce("1.0");
  }

  @Test
  @Order(4)
  void everyRecipientGetsTheNoticeOnce() {
    new Policy("privacy").awaitCompleted(campaign);

    List<Mailbox.Mail> mails = Mailbox.to(PREFIX);
    Set<String> recipients =
        mails.stream().map(Mailbox.Mail::recipient).collect(Collectors.toSet());
    Set<String> missing = new HashSet<>();
    IntStream.range(0, GOOD).forEach(number -> missing.add(Customers.email(PREFIX, number)));
    missing.removeAll(recipients);
    assertThat(missing).isEmpty();
    assertThat(mails).hasSize(GOOD);
    assertThat(mails.getFirst().text()).contains("Auto-Submitted:").contains("/policy/privacy");
  }

  @Test
  @Order(5)
  void theProofOfNoticeVerifiesOfflineAndAChangedByteFails() throws IOException {
    String subject = search("email", Customers.email(PREFIX, 7)).path("id").asText();
    Api desk = Api.client("habeas-admin", "notification:read");
    String path = "/api/notification/v1/subjects/" + subject + "/notices/" + campaign + "/proof";
    Waiting.until("proof sealed", Duration.ofMinutes(2), () -> desk.get(path).status() == 200);
    String proof = desk.get(path).text();
    Path file = Files.writeString(directory.resolve("proof.json"), proof);
    Path changed =
        Files.writeString(
            directory.resolve("changed.json"),
            proof.replaceFirst("\"announcedAt\":\"2", "\"announcedAt\":\"3"));

    assertThat(proof).contains("\"announcedAt\":\"2");
    assertThat(Suite.verify(file))
        .contains("VALID: entry")
        .doesNotContain("NOT VALID")
        .contains("exit 0");
    assertThat(Suite.verify(changed)).contains("NOT VALID").contains("exit 1");
  }

  @Test
  @Order(6)
  void thePolicyPageIsForEverybodyToRead() {
    Api.Answer page = Api.nobody().get("/policy/privacy");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text()).contains("We keep what we need.").doesNotContain("<script");
  }

  static JsonNode search(String kind, String value) {
    Api.Answer found =
        Api.client("habeas-admin", "subject:search")
            .post(
                "/api/subject/v1/subjects/search",
                Map.of("kind", kind, "value", value, "purpose", "rights-requests"));
    assertThat(found.status()).as(found.text()).isEqualTo(200);
    return found.body().path("subjects").path(0);
  }

  private static String content(Set<Integer> brokenLines) {
    StringBuilder lines = new StringBuilder();
    int good = 0;
    int broken = 0;
    for (int line = 1; good < GOOD || broken < BROKEN; line++) {
      lines
          .append(brokenLines.contains(line) ? broken(broken++) : Customers.line(PREFIX, good++))
          .append('\n');
    }
    return lines.toString();
  }

  private static String broken(int kind) {
    String line = Customers.line("broken", kind);
    String marked = line.replace(Customers.email("broken", kind), "broken@customers.example");
    return switch (kind % 4) {
      case 0 -> marked.substring(0, marked.length() - 7);
      case 1 -> marked.replace("\"brand\"", "\"colour\":1,\"brand\"");
      case 2 -> marked.replace("broken@customers.example", "broken@@customers.example");
      default -> marked.replace("[\"owner\"]", "[\"king\"]");
    };
  }
}
