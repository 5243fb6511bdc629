package io.habeas.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.habeas.notification.smtp.ScriptedRelay;
import io.habeas.postgres.testing.EmbeddedDatabase;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hundred thousand people, a heap of 256 MB: run by {@code ./habeas nightly}. */
@Tag("nightly")
class HundredThousandIT {
  private static final int PEOPLE = 100_000;

  @TempDir Path directory;

  @Test
  void everybodyIsToldOnceInTheMemoryOfAFew() throws IOException {
    Peers peers = new Peers();
    try (ScriptedRelay relay = new ScriptedRelay().forgetful()) {
      Map<String, String> around = new HashMap<>(peers.start());
      around.put("habeas.relays.main.port", Integer.toString(relay.port()));
      try (ServiceProcess service =
          ServiceProcess.of(around, EmbeddedDatabase.create("nightly"), directory)) {
        RestAssured.port = service.port();
        service.start();
        Peers.clear();
        tellEverybody(relay, service);
      } finally {
        peers.stop();
      }
    }
  }

  private static void tellEverybody(ScriptedRelay relay, ServiceProcess service) {
    for (int i = 0; i < PEOPLE; i++) {
      Peers.add(new Peers.Person("p" + i + "@people.test", "Person " + i, "en", "active"));
    }
    UUID campaign = announce();
    await().atMost(Duration.ofMinutes(10)).until(() -> relay.taken.size() > PEOPLE / 10);
    long early = service.residentKilobytes();
    await()
        .atMost(Duration.ofMinutes(30))
        .pollInterval(Duration.ofSeconds(2))
        .until(() -> "completed".equals(Api.campaign(campaign).get("state")));

    System.out.printf(
        "%d people, resident %d MB at a tenth, %d MB at the end%n",
        PEOPLE, early / 1024, service.residentKilobytes() / 1024);
    assertThat(relay.taken).hasSize(PEOPLE);
    assertThat(relay.taken.values()).allMatch(letters -> letters.size() == 1);
    assertThat(Api.campaign(campaign)).extracting("counts.accepted").isEqualTo(PEOPLE);
    assertThat(service.isAlive()).isTrue();
  }

  private static UUID announce() {
    Api.policy("privacy");
    Api.draft("privacy", "1");
    Api.activate("privacy", "1").statusCode(200);
    Api.draft("privacy", "2");
    return UUID.fromString(
        Api.announce("privacy", "2", Instant.now().plus(Duration.ofDays(31)))
            .statusCode(200)
            .extract()
            .jsonPath()
            .getString("campaignId"));
  }
}
