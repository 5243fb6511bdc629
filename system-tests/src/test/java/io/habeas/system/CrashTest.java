package io.habeas.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** SIGKILL in the middle: nobody is missed, nothing acknowledged is lost. */
@Order(5)
class CrashTest {

  /**
   * Batches that can be in flight at once, times their size, as notification-service is configured.
   */
  private static final int IN_FLIGHT = 200;

  /** After whatever was missing is there again, without anybody's help. */
  private static final Duration RECOVERY = Duration.ofSeconds(30);

  @Test
  @Order(1)
  void aMailingThatIsKilledInTheMiddleMissesNobody() {
    Policy policy = new Policy("cookie").create();
    policy.draft("1.0", "# Cookies\n\nFewer than before.\n");
    Set<String> before = messages();
    String campaign = policy.announce("1.0");
    Waiting.until(
        "a thousand mails are out", Duration.ofMinutes(4), () -> policy.accepted(campaign) > 1_000);

    Suite.RUNNING.kill("notification");
    int sent = messages().size() - before.size();
    Suite.RUNNING.startAgain("notification");
    policy.awaitCompleted(campaign);

    assertThat(sent).isLessThan(OnePolicyChangeTest.GOOD);
    Map<String, List<Mailbox.Mail>> byRecipient =
        Mailbox.to(OnePolicyChangeTest.PREFIX).stream()
            .filter(mail -> !before.contains(mail.messageId()))
            .collect(Collectors.groupingBy(Mailbox.Mail::recipient));
    assertThat(byRecipient).hasSize(OnePolicyChangeTest.GOOD);
    long twice = byRecipient.values().stream().filter(mails -> mails.size() > 1).count();
    assertThat(twice).isLessThanOrEqualTo(IN_FLIGHT);
    assertThat(byRecipient.values())
        .allMatch(mails -> mails.stream().map(Mailbox.Mail::messageId).distinct().count() == 1);
  }

  @Test
  @Order(2)
  void subjectServiceLosesNoAcknowledgedWrite() {
    Api billing = Api.client("billing", "subject:write subject:read");
    surviveKill(
        "subject",
        i -> billing.put("/api/subject/v1/accounts/k-" + i, Customers.account("k", i)),
        i -> billing.get("/api/subject/v1/accounts/k-" + i + "?purpose=billing"));
  }

  @Test
  @Order(3)
  void consentServiceLosesNoAcknowledgedWrite() {
    Api billing = Api.client("billing", "consent:write consent:decide");
    List<String> subjects =
        java.util.stream.Stream.generate(() -> UUID.randomUUID().toString()).limit(5_000).toList();
    surviveKill(
        "consent",
        i ->
            billing.put(
                "/api/consent/v1/subjects/" + subjects.get(i) + "/preferences/newsletter/email",
                Map.of("choice", "granted", "via", "sign-up")),
        i -> {
          Api.Answer decision =
              billing.post(
                  "/api/consent/v1/decisions",
                  Map.of(
                      "subjectId", subjects.get(i), "purpose", "newsletter", "channel", "email"));
          assertThat(decision.body().path("decision").asText()).isEqualTo("allow");
          return decision;
        });
  }

  @Test
  @Order(4)
  void disclosureServiceLosesNoAcknowledgedWrite() {
    Api desk = Api.client("habeas-admin", "disclosure:write disclosure:read");
    List<String> ids =
        java.util.stream.Stream.generate(() -> UUID.randomUUID().toString()).limit(5_000).toList();
    surviveKill(
        "disclosure",
        i ->
            desk.post(
                "/api/disclosure/v1/processors",
                Map.of(
                    "id", ids.get(i),
                    "name", "Crash " + i,
                    "category", "crm",
                    "country", "DE",
                    "policyUrl", "https://crash.example/privacy")),
        i -> desk.get("/api/disclosure/v1/processors/" + ids.get(i)));
  }

  @Test
  @Order(5)
  void notificationServiceLosesNoAcknowledgedWrite() {
    Api desk = Api.client("habeas-admin", "policy:write policy:read");
    surviveKill(
        "notification",
        i ->
            desk.post(
                "/api/notification/v1/policies",
                Map.of("document", "crash-" + i, "title", "Crash")),
        i -> desk.get("/api/notification/v1/policies/crash-" + i));
  }

  /** Its SIGKILL reaches every process of the server: a power cut, not a shutdown. */
  @Test
  @Order(6)
  void theDatabaseLosesNoAcknowledgedWriteAndTheServicesRecoverByThemselves() {
    Api billing = Api.client("billing", "subject:write subject:read");
    surviveKill(
        "postgres",
        i -> billing.put("/api/subject/v1/accounts/d-" + i, Customers.account("d", i)),
        i -> billing.get("/api/subject/v1/accounts/d-" + i + "?purpose=billing"));

    for (String part : List.of("gateway", "subject", "consent", "disclosure", "notification")) {
      Api service = Api.nobody().at(Suite.RUNNING.service(part));
      Waiting.until(
          part + " is ready again", RECOVERY, () -> service.get("/q/health/ready").status() == 200);
    }
    Waiting.until(
        "the identity provider has dropped its dead connections",
        Duration.ofMinutes(2),
        CrashTest::tokensAreIssued);
  }

  /**
   * It keeps its data in the same server, and each of its connections from before the cut fails
   * once. As many at a time as use them all.
   */
  private static boolean tokensAreIssued() {
    try (ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Api>> asked =
          IntStream.range(0, 32)
              .mapToObj(_ -> askers.submit(() -> Api.client("billing", "subject:read")))
              .toList();
      return asked.stream().allMatch(CrashTest::isAnswered);
    }
  }

  private static boolean isAnswered(Future<Api> token) {
    try {
      token.get();
      return true;
    } catch (ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Writes from four threads, kills the part meanwhile, and reads all that was acknowledged. */
  private static void surviveKill(
      String part, IntFunction<Api.Answer> write, Function<Integer, Api.Answer> read) {
    AtomicInteger next = new AtomicInteger();
    AtomicBoolean stop = new AtomicBoolean();
    Queue<Integer> acknowledged = new ConcurrentLinkedQueue<>();
    try (ExecutorService writers = Executors.newFixedThreadPool(4)) {
      for (int thread = 0; thread < 4; thread++) {
        writers.execute(
            () -> {
              while (!stop.get()) {
                int i = next.getAndIncrement();
                if (write.apply(i).status() / 100 == 2) {
                  acknowledged.add(i);
                }
              }
            });
      }
      Waiting.until("some writes", Duration.ofMinutes(1), () -> acknowledged.size() >= 40);
      Suite.RUNNING.kill(part);
      stop.set(true);
    }
    Suite.RUNNING.startAgain(part);
    Waiting.until(
        part + " answers again", RECOVERY, () -> read.apply(acknowledged.peek()).status() == 200);

    for (int i : acknowledged) {
      assertThat(read.apply(i).status()).as(part + " write " + i).isEqualTo(200);
    }
  }

  private static Set<String> messages() {
    return Mailbox.to(OnePolicyChangeTest.PREFIX).stream()
        .map(Mailbox.Mail::messageId)
        .collect(Collectors.toSet());
  }
}
