package io.habeas.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A notice that comes back days after the relay took it: nobody is counted as told by it. */
@Order(2)
class BounceTest {

  private static final int CUSTOMER = 42;
  private static final Pattern RETURN_PATH =
      Pattern.compile("(?m)^Return-Path: <(bounces\\+[0-9a-v]{53}@habeas\\.test)>");

  @Test
  void aBounceInTheMailboxTakesTheAcceptanceBack() throws IOException {
    String email = Customers.email(OnePolicyChangeTest.PREFIX, CUSTOMER);
    String subject = OnePolicyChangeTest.search("email", email).path("id").asText();
    assertThat(notice(subject).path("state").asText()).isEqualTo("accepted");
    List<Mailbox.Mail> mails = Mailbox.to(email);
    Matcher returnPath = RETURN_PATH.matcher(mails.getFirst().text());
    assertThat(returnPath.find()).as("a return path with a token").isTrue();
    String forged = returnPath.group(1).replaceFirst("\\+....", "+0000");

    handIn(forged, bounce(forged, "5.1.1"));
    handIn(returnPath.group(1), bounce(returnPath.group(1), "5.1.1"));

    Waiting.until(
        "the acceptance is taken back",
        Duration.ofMinutes(1),
        () -> notice(subject).path("state").asText().equals("bounced"));
    JsonNode notice = notice(subject);
    assertThat(notice.path("reason").asText()).isEqualTo("bounce-5.1.1");
    assertThat(notice.path("acceptedAt").asText()).isNotBlank();
    assertThat(notice.path("bouncedAt").asText()).isNotBlank();
    JsonNode covered =
        Api.client("habeas-admin", "notification:read")
            .get(
                "/api/notification/v1/campaigns/" + notice.path("campaignId").asText() + "/covered")
            .body();
    assertThat(covered.path("covered").toString()).contains(subject);
    assertThat(Suite.RUNNING.log("notification")).doesNotContain(email);
  }

  private static JsonNode notice(String subject) {
    return Api.client("habeas-admin", "notification:read")
        .get("/api/notification/v1/subjects/" + subject + "/notices?document=privacy&version=1.0")
        .body()
        .path("notices")
        .path(0);
  }

  private static String bounce(String to, String status) {
    return """
        From: MAILER-DAEMON@mx.customers.example
        To: %s
        Subject: Undelivered Mail Returned to Sender
        Message-ID: <%s@mx.customers.example>
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="b"

        --b
        Content-Type: text/plain

        Nobody of that name is here.
        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.customers.example

        Final-Recipient: rfc822; somebody@customers.example
        Action: failed
        Status: %s

        --b--
        """
        .formatted(to, to.hashCode(), status);
  }

  /**
   * As the relay of the recipient's side would, but that the local one takes nothing from nobody.
   */
  private static void handIn(String to, String message) throws IOException {
    try (Socket relay = new Socket("127.0.0.1", Suite.RUNNING.smtpPort());
        BufferedReader said =
            new BufferedReader(
                new InputStreamReader(relay.getInputStream(), StandardCharsets.US_ASCII));
        Writer says = new OutputStreamWriter(relay.getOutputStream(), StandardCharsets.US_ASCII)) {
      relay.setSoTimeout(10_000);
      said.readLine();
      for (String line :
          List.of(
              "HELO mx.customers.example",
              "MAIL FROM:<mailer-daemon@mx.customers.example>",
              "RCPT TO:<" + to + ">",
              "DATA")) {
        say(says, line);
        assertThat(said.readLine()).as(line).matches("[23].*");
      }
      say(says, message.replace("\n", "\r\n") + "\r\n.");
      assertThat(said.readLine()).startsWith("250");
      say(says, "QUIT");
    }
  }

  private static void say(Writer to, String line) throws IOException {
    to.write(line + "\r\n");
    to.flush();
  }
}
