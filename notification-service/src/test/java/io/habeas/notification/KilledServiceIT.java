package io.habeas.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.habeas.notification.smtp.ScriptedRelay;
import io.habeas.postgres.testing.EmbeddedDatabase;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged service on its worst days: killed at every step of a delivery, beside another
 * replica, with a relay that does what relays do, with yesterday's database.
 */
class KilledServiceIT {
  private static final int PEOPLE = 1_000;

  /** A letter a lane. */
  private static final int IN_FLIGHT = 4;

  private static final Pattern MESSAGE_ID = Pattern.compile("(?m)^Message-ID: (\\S+)");

  private final Peers peers = new Peers();
  private final ScriptedRelay relay = new ScriptedRelay();
  private final EmbeddedDatabase database = EmbeddedDatabase.create("killed");
  private Map<String, String> around = Map.of();
  private @Nullable ServiceProcess running;

  @TempDir Path directory;

  KilledServiceIT() throws IOException {}

  @BeforeEach
  void start() {
    around = new HashMap<>(peers.start());
    around.put("habeas.relays.main.port", Integer.toString(relay.port()));
    running = ServiceProcess.of(around, database, directory);
    RestAssured.port = service().port();
    service().start();
    Peers.clear();
  }

  private ServiceProcess service() {
    return Objects.requireNonNull(running);
  }

  @AfterEach
  void stop() throws IOException {
    service().close();
    relay.close();
    peers.stop();
  }

  @Test
  void killedAtAnyStepItMissesNobodyAndRepeatsOnlyWhatWasInFlight() {
    people(PEOPLE);
    for (Step step : Step.values()) {
      relay.taken.clear();
      Killer killer = new Killer(step.moment == null ? 1 : PEOPLE / 3);
      step.arm(this, killer);
      UUID campaign = announce("step-" + step.ordinal());
      await().atMost(Duration.ofSeconds(90)).until(() -> !service().isAlive());
      disarm();
      service().start();

      awaitCompleted(campaign);

      Map<String, Set<String>> ids = idsByRecipient();
      int letters = relay.taken.values().stream().mapToInt(List::size).sum();
      System.out.printf(
          "killed at %s: %d people, %d letters, sent again %s%n",
          step, ids.size(), letters, Api.campaign(campaign).get("sentAgain"));
      assertThat(ids).as("killed at %s", step).hasSize(PEOPLE);
      assertThat(ids.values()).as("killed at %s", step).allMatch(each -> each.size() == 1);
      assertThat(letters - PEOPLE).as("killed at %s", step).isLessThanOrEqualTo(IN_FLIGHT);
      assertThat(Api.campaign(campaign))
          .as("killed at %s", step)
          .extracting("counts.accepted")
          .isEqualTo(PEOPLE);
    }
  }

  @Test
  void twoReplicasAndAPauseTellEverybodyOnce() {
    people(PEOPLE);
    try (ServiceProcess other = service().replica()) {
      other.start();
      UUID campaign = announce("replicas");
      await().atMost(Duration.ofSeconds(60)).until(() -> relay.taken.size() > PEOPLE / 5);
      state(campaign, "paused");
      await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(20)).until(this::isQuiet);
      assertThat(relay.taken.size()).isLessThan(PEOPLE);
      state(campaign, "running");

      awaitCompleted(campaign);

      assertThat(relay.taken).hasSize(PEOPLE);
      assertThat(relay.taken.values()).allMatch(letters -> letters.size() == 1);
      assertThat(Api.campaign(campaign)).containsEntry("sentAgain", 0);
    }
  }

  @Test
  void aRelayThatDropsDefersRejectsAndTricklesCostsNobodyTheirNotice() {
    relay.unrulyOnce();
    List<String> words =
        List.of(
            "cut", "closing", "later", "never", "torn", "full", "spam", "bye", "drop", "trickle");
    people(PEOPLE - words.size());
    words.forEach(
        word -> Peers.add(new Peers.Person(word + "-1@" + word + ".test", word, "en", "active")));
    UUID campaign = announce("unruly");

    awaitCompleted(campaign);

    assertThat(Api.campaign(campaign))
        .extracting("counts.accepted", "counts.bounced")
        .containsExactly(PEOPLE - 2, 2);
    assertThat(relay.taken)
        .hasSize(PEOPLE - 2)
        .doesNotContainKeys("never-1@never.test", "spam-1@spam.test");
    assertThat(idsByRecipient().values()).allMatch(ids -> ids.size() == 1);
    long twice = relay.taken.values().stream().filter(letters -> letters.size() > 1).count();
    assertThat(twice)
        .as("taken, and not answered in time: the letters themselves, and what lanes had ahead")
        .isBetween(1L, 2L * IN_FLIGHT);
  }

  @Test
  void yesterdaysDatabaseMailsNobodyAgain() {
    people(PEOPLE);
    relay.watchedBy(
        moment -> {
          if (moment == ScriptedRelay.Moment.TAKEN && relay.taken.size() == PEOPLE / 2) {
            service().kill();
          }
        });
    UUID campaign = announce("restored");
    await().atMost(Duration.ofSeconds(90)).until(() -> !service().isAlive());
    disarm();
    EmbeddedDatabase yesterday = database.copy();
    service().start();
    awaitCompleted(campaign);
    int letters = relay.taken.values().stream().mapToInt(List::size).sum();
    service().kill();

    running = ServiceProcess.of(around, yesterday, directory);
    service().start();
    awaitCompleted(campaign);

    assertThat(Api.campaign(campaign)).extracting("counts.accepted").isEqualTo(PEOPLE);
    assertThat(relay.taken.values().stream().mapToInt(List::size).sum())
        .as("what was in flight when the copy was made, at most")
        .isLessThanOrEqualTo(letters + IN_FLIGHT);
  }

  /** Where a delivery is when the service is killed. */
  private enum Step {
    /** The rows are claimed; whom to reach is being asked. */
    CLAIM(null) {
      @Override
      void arm(KilledServiceIT test, Killer killer) {
        Peers.onDecisions(() -> killer.strike(test.service()));
      }
    },
    CONNECT(ScriptedRelay.Moment.CONNECTED) {
      @Override
      void arm(KilledServiceIT test, Killer killer) {
        new Killer(1).watch(test, ScriptedRelay.Moment.CONNECTED);
      }
    },
    MAIL(ScriptedRelay.Moment.MAIL),
    RCPT(ScriptedRelay.Moment.RCPT),
    DATA(ScriptedRelay.Moment.DATA),
    AFTER_THE_DOT(ScriptedRelay.Moment.TAKEN),
    AFTER_THE_ANSWER(ScriptedRelay.Moment.ANSWERED),
    /** The witness has the batch, the rows do not. */
    BEFORE_THE_MARK(null) {
      @Override
      void arm(KilledServiceIT test, Killer killer) {
        Thread.startVirtualThread(() -> test.killWhenTheWitnessHasMore(test.records()));
      }
    };

    final ScriptedRelay.@Nullable Moment moment;

    Step(ScriptedRelay.@Nullable Moment moment) {
      this.moment = moment;
    }

    void arm(KilledServiceIT test, Killer killer) {
      killer.watch(test, Objects.requireNonNull(moment));
    }
  }

  /** Kills at the so-manieth time. */
  private static final class Killer {
    private final AtomicInteger left;

    Killer(int times) {
      this.left = new AtomicInteger(times);
    }

    void watch(KilledServiceIT test, ScriptedRelay.Moment wanted) {
      test.relay.watchedBy(
          moment -> {
            if (moment == wanted) {
              strike(test.service());
            }
          });
    }

    void strike(ServiceProcess service) {
      if (left.decrementAndGet() == 0) {
        service.kill();
      }
    }
  }

  private void killWhenTheWitnessHasMore(long known) {
    while (service().isAlive()) {
      if (records() > known) {
        service().kill();
      }
      Thread.onSpinWait();
    }
  }

  /** How many batches the witness has. */
  private long records() {
    Path notices = directory.resolve("witness/notices");
    if (!Files.isDirectory(notices)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(notices)) {
      return files
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .filter(Files::isRegularFile)
          .count();
    } catch (IOException | java.io.UncheckedIOException changing) {
      return 0;
    }
  }

  private void disarm() {
    relay.watchedBy(_ -> {});
    Peers.onDecisions(() -> {});
  }

  private boolean isQuiet() throws InterruptedException {
    int before = relay.taken.size();
    Thread.sleep(500);
    return relay.taken.size() == before;
  }

  private static void people(int count) {
    for (int i = 0; i < count; i++) {
      Peers.add(
          new Peers.Person("p" + i + "@people" + i % 7 + ".test", "Person " + i, "en", "active"));
    }
  }

  private static UUID announce(String document) {
    Api.changing(document);
    return Api.tell(document, "2", Instant.now().plus(Duration.ofDays(31)));
  }

  private static void state(UUID campaign, String state) {
    Api.dpo()
        .body(Map.of("state", state))
        .put(Api.V1 + "/campaigns/" + campaign + "/state")
        .then()
        .statusCode(200);
  }

  private static void awaitCompleted(UUID campaign) {
    await()
        .atMost(Duration.ofSeconds(180))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> "completed".equals(Api.campaign(campaign).get("state")));
  }

  private Map<String, Set<String>> idsByRecipient() {
    return relay.taken.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry ->
                    entry.getValue().stream()
                        .map(KilledServiceIT::messageId)
                        .collect(Collectors.toSet())));
  }

  private static String messageId(byte[] letter) {
    Matcher found = MESSAGE_ID.matcher(new String(letter, StandardCharsets.UTF_8));
    assertThat(found.find()).isTrue();
    return found.group(1);
  }
}
