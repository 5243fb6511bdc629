package io.habeas.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A customer's own choice, from the click to the partner that gets nothing any more. */
@Order(2)
class CustomerInTheBrowserTest {

  private static final String PARTNER = "partner-postwing";

  @Test
  void turningTheNewsletterOffReachesEveryDecisionAndEveryPartner() {
    String subject =
        OnePolicyChangeTest.search("email", Customers.email(OnePolicyChangeTest.PREFIX, 0))
            .path("id")
            .asText();
    Logins.create("ana", subject);
    Api billing = Api.client("billing", "consent:write consent:decide");
    billing.put(
        "/api/consent/v1/subjects/" + subject + "/preferences/newsletter/email",
        Map.of("choice", "granted", "via", "sign-up"));
    Api partner = partner();
    Api.Answer released = ask(partner, subject);
    assertThat(released.status()).as(released.text()).isEqualTo(200);
    assertThat(released.body().path("fields").toString())
        .contains(Customers.email(OnePolicyChangeTest.PREFIX, 0));

    try (Browser browser = new Browser();
        BrowserContext window = browser.window(1360, ColorScheme.LIGHT)) {
      Page page = Browser.signIn(window, "ana", Logins.PASSWORD, "/account/communication");
      var newsletter =
          page.getByRole(
              AriaRole.SWITCH, new Page.GetByRoleOptions().setName("Newsletter: E-mail"));
      assertThat(newsletter).isChecked();
      newsletter.press("Space"); // by keyboard, as it must be possible
      assertThat(newsletter).not().isChecked();
      assertThat(page.getByText("in the client area")).isVisible();

      Api.Answer decision = decide(billing, subject);
      assertThat(decision.body().path("decision").asText()).isEqualTo("deny");
      assertThat(decision.body().path("rule").asText()).isEqualTo("preference");
      String version = decision.body().path("evidence").path("preferenceVersion").asText();
      assertThat(version).isNotBlank();

      Api.Answer refused = ask(partner, subject);
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.code()).isEqualTo("release-refused");
      assertThat(refused.body().path("reason").asText()).isEqualTo("subject-choice");

      page.navigate(Suite.RUNNING.url() + "/account/recipients");
      assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Postwing")))
          .isVisible();
      assertThat(page.getByText("Given", new Page.GetByTextOptions().setExact(true))).isVisible();
      assertThat(page.getByText("you have not permitted it")).isVisible();
      page.getByText("On what this rests").first().click();
      assertThat(page.getByText(version)).isVisible();
    }
  }

  @Test
  void aRestrictedSubjectStillMayBeToldOfAPolicyChange() {
    String subject =
        OnePolicyChangeTest.search("email", Customers.email(OnePolicyChangeTest.PREFIX, 3))
            .path("id")
            .asText();
    SignedIn dpo = SignedIn.as("dpo", "habeas-demo-only");
    Api.Answer restricted =
        dpo.send(
            "PUT",
            "/api/subject/v1/subjects/" + subject + "/restriction",
            "{\"restricted\":true,\"reason\":\"CASE-1\"}",
            "application/json");
    assertThat(restricted.status()).as(restricted.text()).isIn(200, 204);

    Api billing = Api.client("billing", "consent:decide");
    Waiting.until(
        "the restriction is told",
        Duration.ofMinutes(3),
        () -> decide(billing, subject, "offers").body().path("rule").asText().equals("restricted"));
    Api.Answer notice = decide(billing, subject, "policy-notice");
    assertThat(notice.body().path("decision").asText()).isEqualTo("allow");
    assertThat(notice.body().path("rule").asText()).isEqualTo("mandatory");
  }

  private static Api.Answer decide(Api caller, String subject) {
    return decide(caller, subject, "newsletter");
  }

  private static Api.Answer decide(Api caller, String subject, String purpose) {
    return caller.post(
        "/api/consent/v1/decisions",
        Map.of("subjectId", subject, "purpose", purpose, "channel", "email"));
  }

  private static Api.Answer ask(Api partner, String subject) {
    return partner.post(
        "/api/disclosure/v1/releases",
        Map.of("subjectId", subject, "purpose", "newsletter", "fields", List.of("email")));
  }

  /** The partner's client names its processor; the desk registers it and concludes an agreement. */
  private static Api partner() {
    Api desk = Api.client("habeas-admin", "disclosure:write");
    Api.Answer made =
        desk.post(
            "/api/disclosure/v1/processors",
            Map.of(
                "name", "Postwing",
                "category", "email-delivery",
                "country", "DE",
                "policyUrl", "https://postwing.example/privacy"));
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    String processor = made.body().path("id").asText();
    Logins.processor(PARTNER, processor);
    Api partner = Api.client(PARTNER, "disclosure:partner");
    assertThat(partner.claim("processor_id")).isEqualTo(processor);
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    Api.Answer agreed =
        desk.post(
            "/api/disclosure/v1/processors/" + processor + "/agreements",
            Map.of(
                "signedBy", List.of("legal"),
                "validFrom", today.minusDays(1).toString(),
                "validUntil", today.plusYears(1).toString(),
                "purposes", List.of("newsletter", "email-delivery"),
                "fields", List.of("email"),
                "retentionDays", 30,
                "transferMechanism", "none",
                "subProcessors", List.of()));
    assertThat(agreed.status()).as(agreed.text()).isEqualTo(201);
    return partner;
  }
}
