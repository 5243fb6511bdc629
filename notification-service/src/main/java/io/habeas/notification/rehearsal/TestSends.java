package io.habeas.notification.rehearsal;

import com.github.f4b6a3.uuid.UuidCreator;
import io.habeas.clock.SecurityClock;
import io.habeas.ledger.Entry;
import io.habeas.ledger.Ledger;
import io.habeas.notification.NotificationFailure;
import io.habeas.notification.policy.Policies;
import io.habeas.notification.policy.PolicyVersion;
import io.habeas.notification.smtp.Mailbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Sends a notice to whoever writes it. To nobody else: to the caller's own verified address, or to
 * those that the operator lists; and only so many an hour.
 */
@Singleton
class TestSends {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Executor THREADS = Executors.newVirtualThreadPerTaskExecutor();

  private final Pool pool;
  private final Policies policies;
  private final TestLetters letters;
  private final Ledger ledger;
  private final SecurityClock clock;
  private final RehearsalConfig config;
  private final RehearsalStore store = new RehearsalStore();

  TestSends(
      Pool pool,
      Policies policies,
      TestLetters letters,
      Ledger ledger,
      SecurityClock clock,
      RehearsalConfig config) {
    this.pool = pool;
    this.policies = policies;
    this.letters = letters;
    this.ledger = ledger;
    this.clock = clock;
    this.config = config;
  }

  /** Who sends, and the address that is verified to be theirs. */
  record Author(String id, Optional<String> ownAddress) {}

  /** Sends every language to each address; to the author's own, if none is named. */
  Uni<List<TestLetters.Sent>> send(
      Author author, String document, String label, List<String> wanted) {
    List<Mailbox> to = allowed(author, wanted);
    UUID id = UuidCreator.getTimeOrderedEpoch();
    return policies
        .version(document, label)
        .chain(
            version ->
                pool.withTransaction(tx -> reserve(tx, author, id, version, to.size()))
                    .emitOn(THREADS)
                    .map(_ -> letters.send(version, to)))
        .call(sent -> store.tested(pool, id, accepted(sent)));
  }

  private List<Mailbox> allowed(Author author, List<String> wanted) {
    Set<String> allowed =
        Stream.concat(
                author.ownAddress().stream(),
                config.allowedAddresses().stream().flatMap(List::stream))
            .map(address -> address.strip().toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    List<String> asked = wanted.isEmpty() ? author.ownAddress().stream().toList() : wanted;
    if (asked.isEmpty()
        || !asked.stream().allMatch(one -> allowed.contains(one.toLowerCase(Locale.ROOT)))) {
      throw new NotificationFailure.NotAnAuthor();
    }
    return asked.stream()
        .distinct()
        .map(address -> Mailbox.of(address).orElseThrow(NotificationFailure.NotAnAuthor::new))
        .toList();
  }

  /** Counted before anything is sent, so that a crash between does not make it more. */
  private Uni<Void> reserve(
      SqlConnection tx, Author author, UUID id, PolicyVersion version, int addresses) {
    int count = addresses * version.texts().size();
    Instant now = clock.now();
    return store
        .testsSince(tx, author.id(), now.minus(HOUR))
        .invoke(
            sent -> {
              if (sent + count > config.lettersPerHour()) {
                throw new NotificationFailure.TooManyTests(config.lettersPerHour());
              }
            })
        .chain(() -> store.test(tx, id, version.id(), author.id(), now, count))
        .chain(
            () ->
                ledger.append(
                    tx,
                    new Entry(
                        "policy-version.test-sent",
                        author.id(),
                        null,
                        Map.of(
                            "document", version.document(),
                            "version", version.label(),
                            "letters", count))));
  }

  private static int accepted(List<TestLetters.Sent> sent) {
    return (int) sent.stream().filter(one -> one.answer().equals("accepted")).count();
  }
}
