package io.habeas.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The guard, with business time moved: one day early it names why, on the day it opens. */
@Order(7)
class ThirtyDaysTest {

  @AfterAll
  static void backToToday() {
    Suite.RUNNING.clock("reset");
  }

  @Test
  @Order(1)
  void afterTwentyNineDaysItIsRefusedNamingWhy() {
    Suite.RUNNING.clock("+29d");

    Api.Answer refused = new Policy("privacy").activate("1.0");

    assertThat(refused.status()).as(refused.text()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("notice-incomplete");
    assertThat(refused.body().path("reasons").toString()).contains("told-too-late");
    assertThat(refused.body().path("missingSubjects")).isNotEmpty();
    assertThat(refused.text()).contains("earliestLawfulDate");
  }

  @Test
  @Order(2)
  void afterThirtyDaysItIsInForceAndBindsEverybody() {
    Suite.RUNNING.clock("+1d"); // steps add up: thirty days now
    Policy policy = new Policy("privacy");
    Waiting.until(
        "what proves the notice is sealed and published, " + policy.guard("1.0").text(),
        Duration.ofMinutes(2),
        () -> policy.guard("1.0").body().path("inForceAllowed").asBoolean());

    Api.Answer activated = policy.activate("1.0");

    assertThat(activated.status()).as(activated.text()).isEqualTo(200);
    assertThat(activated.body().path("state").asText()).isEqualTo("in-force");
    String subject =
        OnePolicyChangeTest.search("email", Customers.email(OnePolicyChangeTest.PREFIX, 9))
            .path("id")
            .asText();
    Instant tomorrow = Instant.now().plus(31, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
    Api.Answer binding =
        Api.client("habeas-admin", "notification:read policy:read")
            .get(
                "/api/notification/v1/subjects/"
                    + subject
                    + "/binding?document=privacy&on="
                    + tomorrow);
    assertThat(binding.status()).as(binding.text()).isEqualTo(200);
    assertThat(binding.body().path("version").asText()).isEqualTo("1.0");
    assertThat(binding.body().path("by").asText()).isEqualTo("notice");
  }
}
