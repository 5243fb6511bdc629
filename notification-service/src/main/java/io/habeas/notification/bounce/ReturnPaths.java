package io.habeas.notification.bounce;

import io.habeas.notification.smtp.Mailbox;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where what comes back of a letter goes: the bounce mailbox, by an address that is this letter's
 * own. Made at the start, so that a mailbox whose name is too long for a token stops the service.
 */
@Startup
@Singleton
public class ReturnPaths {
  private final Optional<Mailbox> mailbox;
  private final BounceTokens tokens;

  ReturnPaths(
      @ConfigProperty(name = "habeas.mailing.bounces") Optional<String> address,
      BounceTokens tokens) {
    this.tokens = tokens;
    this.mailbox = address.map(ReturnPaths::mailbox);
    this.mailbox.ifPresent(box -> mailbox(box.with("0".repeat(BounceTokens.LENGTH)).address()));
  }

  /** The return path of one attempt of a delivery; nothing, if there is no bounce mailbox. */
  public Optional<Mailbox> of(UUID campaign, UUID subject, int attempt) {
    return tokens.areMade()
        ? mailbox.map(box -> box.with(tokens.of(campaign, subject, attempt)))
        : mailbox;
  }

  /** The return path of what is no delivery. */
  public Optional<Mailbox> plain() {
    return mailbox;
  }

  private static Mailbox mailbox(String address) {
    return Mailbox.of(address)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "habeas.mailing.bounces is not an address, or too long for a token"));
  }
}
