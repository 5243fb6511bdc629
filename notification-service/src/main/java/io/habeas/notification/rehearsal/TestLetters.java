package io.habeas.notification.rehearsal;

import com.github.f4b6a3.uuid.UuidCreator;
import io.habeas.clock.BusinessClock;
import io.habeas.notification.bounce.ReturnPaths;
import io.habeas.notification.campaign.Audience;
import io.habeas.notification.campaign.Campaign;
import io.habeas.notification.campaign.CampaignKind;
import io.habeas.notification.campaign.CampaignState;
import io.habeas.notification.delivery.Channel;
import io.habeas.notification.dkim.DkimSigner;
import io.habeas.notification.policy.PolicyText;
import io.habeas.notification.policy.PolicyVersion;
import io.habeas.notification.relay.Relays;
import io.habeas.notification.rendering.Addressee;
import io.habeas.notification.rendering.NoticeLetters;
import io.habeas.notification.smtp.Handover;
import io.habeas.notification.smtp.Letter;
import io.habeas.notification.smtp.Mailbox;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Sends a version's notice, marked as a test, in each of its languages. Blocks. */
@Singleton
class TestLetters {
  private final NoticeLetters letters;
  private final DkimSigner signer;
  private final Relays relays;
  private final ReturnPaths returnPaths;
  private final BusinessClock clock;
  private final String domain;

  TestLetters(
      NoticeLetters letters,
      DkimSigner signer,
      Relays relays,
      ReturnPaths returnPaths,
      BusinessClock clock,
      @ConfigProperty(name = "habeas.mailing.message-id-domain") String domain) {
    this.letters = letters;
    this.signer = signer;
    this.relays = relays;
    this.returnPaths = returnPaths;
    this.clock = clock;
    this.domain = domain;
  }

  /**
   * One letter's fate.
   *
   * @param language of its text
   * @param answer {@code accepted}, or a short code of why not; never a server's words
   */
  record Sent(String language, String answer) {}

  List<Sent> send(PolicyVersion version, List<Mailbox> to) {
    Campaign campaign = asAnnouncedNow(version);
    List<Letter<String>> all = new ArrayList<>();
    for (Mailbox mailbox : to) {
      for (PolicyText text : version.texts()) {
        all.add(letter(campaign, version, text, mailbox));
      }
    }
    List<Sent> sent = new ArrayList<>();
    boolean there =
        relays.handOver(
            all.iterator(),
            (letter, handover) -> sent.add(new Sent(letter.about(), answer(handover))));
    if (!there) {
      all.stream().skip(sent.size()).forEach(one -> sent.add(new Sent(one.about(), "no-relay")));
    }
    return sent;
  }

  private Letter<String> letter(
      Campaign campaign, PolicyVersion version, PolicyText text, Mailbox to) {
    String id = "<test.%s@%s>".formatted(UuidCreator.getTimeOrderedEpoch(), domain);
    byte[] content =
        letters.writeTest(campaign, version, text, new Addressee(to, ""), id, clock.now());
    return new Letter<>(text.language(), returnPaths.plain(), to, signer.sign(content));
  }

  /** A draft has no date yet: it gets the first that would be lawful. */
  private Campaign asAnnouncedNow(PolicyVersion version) {
    Instant now = clock.now();
    Instant effective = version.effectiveAt();
    return new Campaign(
        UuidCreator.getTimeOrderedEpoch(),
        version.id(),
        version.document(),
        version.label(),
        CampaignKind.NOTICE,
        null,
        Audience.EVERYBODY,
        CampaignState.RUNNING,
        List.of(Channel.EMAIL),
        false,
        now,
        effective == null ? now.plus(PolicyVersion.NOTICE) : effective,
        null);
  }

  private static String answer(Handover handover) {
    return switch (handover) {
      case Handover.Accepted _ -> "accepted";
      case Handover.Deferred _ -> "deferred";
      case Handover.Refused _, Handover.Unfit _ -> "refused";
      case Handover.InDoubt _ -> "in-doubt";
      case Handover.Unwelcome _, Handover.NotSent _ -> "no-relay";
    };
  }
}
