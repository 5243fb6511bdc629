package io.habeas.notification.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import io.habeas.clock.SecurityClock;
import io.habeas.ledger.witness.Witness;
import io.habeas.notification.Peers;
import io.habeas.notification.bounce.BouncesConfig.Afterwards;
import io.habeas.notification.bounce.BouncesConfig.Security;
import io.habeas.notification.campaign.Campaigns;
import io.habeas.notification.campaign.CaughtUp;
import io.habeas.notification.delivery.Deliveries;
import io.habeas.postgres.testing.PostgresResource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How the mailbox is read, marked and left, whatever its server does in the meantime. */
@QuarkusTest
@QuarkusTestResource(
    value = PostgresResource.class,
    initArgs = @ResourceArg(name = "databases", value = "notification"))
@QuarkusTestResource(Peers.class)
@Timeout(180)
class BounceMailboxTest {
  private static final int MESSAGES = 12;

  /** More than are read at once, twice. */
  private static final int MANY = 20;

  private static int users;

  @Inject Bounces bounces;
  @Inject WitnessedBounces witnessed;
  @Inject CaughtUp caughtUp;
  @Inject Witness witness;
  @Inject Campaigns campaigns;
  @Inject Deliveries deliveries;
  @Inject TakingBack takingBack;
  @Inject Pool pool;
  @Inject SecurityClock clock;
  @Inject MeterRegistry meters;

  private ImapFront front;
  private GreenMailUser user;

  @BeforeEach
  void aMailbox() throws IOException {
    String name = "reader-" + ++users + "@habeas.example";
    user = Peers.relay().setUser(name, name, TestImap.PASSWORD);
    front = new ImapFront(Peers.relay().getImap().getPort());
  }

  @AfterEach
  void stop() throws IOException {
    front.close();
  }

  @Test
  void whatIsFlaggedStaysAndIsReadOnce() throws Exception {
    deliver(3);
    BounceMailbox mailbox = mailbox(Afterwards.FLAG);
    await(mailbox.readAll());
    assertThat(processed()).isEqualTo(3);
    assertThat(inbox().getMessages()).hasSize(3).allMatch(each -> isSet(each, Flags.Flag.SEEN));

    front.heard.clear();
    deliver(1);
    await(mailbox.readAll());
    await(mailbox.readAll());
    assertThat(processed()).isEqualTo(4);
    assertThat(front.heard).filteredOn(each -> each.contains("BODY.PEEK")).hasSize(1);
    assertThat(inbox().getMessages()).hasSize(4).allMatch(each -> isSet(each, Flags.Flag.SEEN));
  }

  @Test
  void whatIsMovedIsInTheOtherFolderThatIsMadeForIt() throws Exception {
    deliver(3);
    BounceMailbox mailbox = mailbox(Afterwards.MOVE);
    await(mailbox.readAll());
    deliver(1);
    await(mailbox.readAll());
    await(mailbox.readAll());
    assertThat(processed()).isEqualTo(4);
    assertThat(inbox().getMessages()).isEmpty();
    assertThat(folder("Processed").getMessages()).hasSize(4);
  }

  @ParameterizedTest
  @EnumSource(
      value = Afterwards.class,
      names = {"DELETE", "MOVE"})
  void whatAPersonLookedAtFirstIsProcessedAllTheSame(Afterwards afterwards) throws Exception {
    deliver(2);
    for (StoredMessage each : inbox().getMessages()) {
      inbox().setFlags(new Flags(Flags.Flag.SEEN), true, each.getUid(), null, true);
    }
    await(mailbox(afterwards).readAll());
    assertThat(processed()).isEqualTo(2);
    assertThat(inbox().getMessages()).isEmpty();
  }

  /** A crash between the two loses nothing: the next round tells before it lets go. */
  @ParameterizedTest
  @EnumSource(Afterwards.class)
  void aMessageStaysAsItIsUntilTheWitnessHasWhatCameOfIt(Afterwards afterwards) throws Exception {
    deliver(3);
    List<Long> untouchedWhenTold = new ArrayList<>();
    AtomicBoolean answers = new AtomicBoolean();
    WitnessedBounces telling =
        new WitnessedBounces(pool, witness, campaigns, deliveries, takingBack) {
          @Override
          public Uni<Void> tell() {
            untouchedWhenTold.add(untouched());
            return answers.get()
                ? super.tell()
                : Uni.createFrom().failure(new UncheckedIOException(new IOException("full")));
          }
        };
    BounceMailbox mailbox = mailbox(afterwards, Duration.ofSeconds(20), telling);

    assertThat(failed(mailbox)).isTrue();
    assertThat(processed()).isEqualTo(3);
    assertThat(failed(mailbox)).isTrue();
    answers.set(true);
    assertThat(failed(mailbox)).isFalse();

    assertThat(untouchedWhenTold).containsExactly(3L, 3L, 3L);
    assertThat(untouched()).isZero();
    assertThat(processed()).isEqualTo(3);
  }

  /**
   * A mailing that came back whole is read in the time that its messages take, not their square.
   */
  @ParameterizedTest
  @EnumSource(Afterwards.class)
  void eachMessageIsListedOnceHoweverManyThereAre(Afterwards afterwards) throws Exception {
    deliver(MANY);
    await(mailbox(afterwards).readAll());

    assertThat(processed()).isEqualTo(MANY);
    assertThat(front.listed.get()).isEqualTo(MANY);
    assertThat(front.heard).filteredOn(each -> each.contains("BODY.PEEK")).hasSize(MANY);
    assertThat(untouched()).isZero();
  }

  /** Other programs read the mailbox too, and mail comes all the time. */
  @ParameterizedTest
  @EnumSource(Afterwards.class)
  void whatComesAndWhatIsTakenAwayMeanwhileConfusesNobody(Afterwards afterwards) throws Exception {
    deliver(MANY);
    List<Long> uids = inbox().getMessages().stream().map(StoredMessage::getUid).toList();
    AtomicBoolean once = new AtomicBoolean();
    front.stop(
        ImapFront.Stop.CLOSE,
        (_, command) -> {
          if (command.startsWith("UID STORE") && once.compareAndSet(false, true)) {
            takeAway(uids.get(0), uids.get(5), uids.get(MANY - 4), uids.get(MANY - 1));
            deliver(7);
          }
          return false;
        });
    BounceMailbox mailbox = mailbox(afterwards);
    await(mailbox.readAll());
    await(mailbox.readAll());

    assertThat(once).isTrue();
    assertThat(processed()).as("two were taken away unread").isEqualTo(MANY - 2 + 7);
    assertThat(untouched()).isZero();
  }

  private void takeAway(Long... uids) {
    try {
      for (long uid : uids) {
        inbox().setFlags(new Flags(Flags.Flag.DELETED), true, uid, null, true);
      }
      inbox().expunge();
    } catch (FolderException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aServerThatNumbersAnewIsReadAnewAndNothingIsActedUponTwice() throws Exception {
    deliver(3);
    BounceMailbox mailbox = mailbox(Afterwards.FLAG);
    await(mailbox.readAll());
    for (StoredMessage each : inbox().getMessages()) {
      inbox().setFlags(new Flags(Flags.Flag.SEEN), false, each.getUid(), null, true);
    }
    front.renumber();
    front.heard.clear();
    deliver(2);

    await(mailbox.readAll());

    assertThat(front.heard).filteredOn(each -> each.contains("BODY.PEEK")).hasSize(5);
    assertThat(processed()).as("by what they say three are known").isEqualTo(5);
    assertThat(inbox().getMessages()).hasSize(5).allMatch(each -> isSet(each, Flags.Flag.SEEN));
  }

  private long untouched() {
    try {
      return inbox().getMessages().stream()
          .filter(each -> !isSet(each, Flags.Flag.DELETED) && !isSet(each, Flags.Flag.SEEN))
          .count();
    } catch (FolderException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Wherever it happens, and as often as it does. */
  @ParameterizedTest
  @EnumSource(
      value = ImapFront.Stop.class,
      names = {"CLOSE", "CUT"})
  void aMailboxThatClosesInTheMiddleLosesNothing(ImapFront.Stop how) throws Exception {
    deliver(MESSAGES);
    BounceMailbox mailbox = mailbox(Afterwards.MOVE);
    int interrupted = 0;
    for (int command = 1; command <= 40; command++) {
      int last = command;
      front.stop(how, (nth, _) -> nth == last);
      interrupted += failed(mailbox) ? 1 : 0;
    }
    assertThat(interrupted).isGreaterThan(8);
    assertNothingIsLost(mailbox);
  }

  @Test
  void aMailboxThatHangsInTheMiddleLosesNothing() throws Exception {
    deliver(MESSAGES);
    BounceMailbox mailbox = mailbox(Afterwards.MOVE, Duration.ofMillis(400));
    int interrupted = 0;
    for (int command = 5; command <= 19; command += 2) {
      int last = command;
      front.stop(ImapFront.Stop.HANG, (nth, _) -> nth == last);
      interrupted += failed(mailbox) ? 1 : 0;
    }
    assertThat(interrupted).isGreaterThan(5);
    assertNothingIsLost(mailbox(Afterwards.MOVE));
  }

  /** The others do not wait for it, and it is not tried for ever. */
  @Test
  void aMessageOverWhichTheServerAlwaysHangsIsLeftAlone() throws Exception {
    deliver(4);
    BounceMailbox mailbox = mailbox(Afterwards.DELETE, Duration.ofSeconds(2));
    long bad = inbox().getMessages().getFirst().getUid();
    front.stop(
        ImapFront.Stop.HANG,
        (_, command) -> command.matches("(UID )?FETCH (1|%d) .*BODY.*".formatted(bad)));
    assertThat(failed(mailbox)).isTrue();
    assertThat(failed(mailbox)).isTrue();
    assertThat(processed()).isEqualTo(3);

    for (int round = 0; round < 10; round++) {
      failed(mailbox);
    }
    assertThat(failed(mailbox)).isFalse();
    assertThat(inbox().getMessages())
        .hasSize(1)
        .allMatch(each -> isSet(each, Flags.Flag.FLAGGED) && each.getUid() == bad);
  }

  private void assertNothingIsLost(BounceMailbox mailbox) throws FolderException {
    front.goOn();
    await(mailbox.readAll());
    assertThat(processed()).isEqualTo(MESSAGES);
    assertThat(inbox().getMessages()).isEmpty();
    assertThat(folder("Processed").getMessages().stream().map(BounceMailboxTest::subject))
        .as("each is there; one whose mark was lost may be there twice")
        .hasSizeLessThan(2 * MESSAGES)
        .containsOnly(subjects());
  }

  private static String[] subjects() {
    return java.util.stream.IntStream.rangeClosed(1, MESSAGES)
        .mapToObj(i -> "message " + i)
        .toArray(String[]::new);
  }

  private static @Nullable String subject(StoredMessage message) {
    try {
      return message.getMimeMessage().getSubject();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean failed(BounceMailbox mailbox) {
    return await(mailbox.readAll().map(_ -> false).onFailure().recoverWithItem(true));
  }

  private BounceMailbox mailbox(Afterwards afterwards) {
    return mailbox(afterwards, Duration.ofSeconds(20));
  }

  private BounceMailbox mailbox(Afterwards afterwards, Duration timeout) {
    return mailbox(afterwards, timeout, witnessed);
  }

  private BounceMailbox mailbox(
      Afterwards afterwards, Duration timeout, WitnessedBounces witnessed) {
    TestImap imap = new TestImap(front.port(), Security.NONE, user.getEmail(), afterwards, timeout);
    return new BounceMailbox(new Config(imap), bounces, witnessed, caughtUp, pool, clock, meters);
  }

  private record Config(Imap imap) implements BouncesConfig {
    @Override
    public Optional<String> key() {
      return Optional.empty();
    }

    @Override
    public Optional<List<String>> formerKeys() {
      return Optional.empty();
    }

    @Override
    public Duration every() {
      return Duration.ofHours(1);
    }
  }

  private void deliver(int messages) {
    try {
      send(messages);
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private void send(int messages) throws MessagingException {
    int known = delivered;
    while (delivered < known + messages) {
      String message =
          "Subject: message %d\r\nTo: %s\r\n\r\n%s\r\n"
              .formatted(++delivered, user.getEmail(), "no such user ".repeat(20));
      user.deliver(
          new MimeMessage(
              (Session) null,
              new ByteArrayInputStream(message.getBytes(StandardCharsets.US_ASCII))));
    }
  }

  private int delivered;

  private long processed() {
    return await(
            pool.preparedQuery(
                    "select count(*) as n from bounce_mail where mailbox like $1 || '@%'")
                .execute(Tuple.of(user.getEmail())))
        .iterator()
        .next()
        .getLong("n");
  }

  private MailFolder inbox() throws FolderException {
    return Peers.relay().getManagers().getImapHostManager().getInbox(user);
  }

  private MailFolder folder(String name) throws FolderException {
    return Peers.relay().getManagers().getImapHostManager().getFolder(user, name);
  }

  private static boolean isSet(StoredMessage message, Flags.Flag flag) {
    return message.getFlags().contains(flag);
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(60));
  }
}
