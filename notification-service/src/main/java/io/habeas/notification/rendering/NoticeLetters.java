package io.habeas.notification.rendering;

import io.habeas.notification.campaign.Campaign;
import io.habeas.notification.policy.PolicyText;
import io.habeas.notification.policy.PolicyVersion;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Notices of announced versions, each written once for each of its languages. */
@Singleton
public class NoticeLetters {
  private static final int MOST = 200;

  private final String from;
  private final URI publicUrl;
  private final ConcurrentMap<Key, NoticeStencil> stencils = new ConcurrentHashMap<>();

  /** An announced version's texts do not change, so neither do their stencils. */
  private record Key(UUID campaign, String language) {}

  NoticeLetters(
      @ConfigProperty(name = "habeas.mailing.from") String from,
      @ConfigProperty(name = "habeas.mailing.public-url") URI publicUrl) {
    this.from = Headers.sender(from);
    this.publicUrl = publicUrl;
  }

  /**
   * The same, marked as a test in subject and text; of a draft, too, whose texts may change, so
   * nothing of it is kept.
   */
  public byte[] writeTest(
      Campaign campaign,
      PolicyVersion version,
      PolicyText text,
      Addressee to,
      String messageId,
      Instant at) {
    PolicyText marked =
        new PolicyText(
            text.language(),
            "[Test] " + text.title(),
            text.summary(),
            text.markdown(),
            text.html());
    return new NoticeStencil(campaign, version, marked, from, publicUrl).fill(to, messageId, at);
  }

  /** The message that tells somebody what a campaign tells, in one of the version's languages. */
  public byte[] write(
      Campaign campaign,
      PolicyVersion version,
      PolicyText text,
      Addressee to,
      String messageId,
      Instant at) {
    if (stencils.size() > MOST) {
      stencils.clear();
    }
    return stencils
        .computeIfAbsent(
            new Key(campaign.id(), text.language()),
            _ -> new NoticeStencil(campaign, version, text, from, publicUrl))
        .fill(to, messageId, at);
  }

  /** The same in as few words as a text message or a call has room for. */
  public String brief(Campaign campaign, PolicyVersion version, PolicyText text) {
    return NoticeStencil.brief(campaign, version, text, publicUrl);
  }
}
