package io.habeas.notification.mailing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Settings of the mailing, {@code habeas.mailing.*}. */
@ConfigMapping(prefix = "habeas.mailing")
public interface MailingConfig {
  /** How many connections send at once. */
  @WithDefault("4")
  int lanes();

  /**
   * How many deliveries a lane claims, sends and settles at a time, at the most; fewer where the
   * relay is slower than that. What the machine's loss may leave in doubt, lane by lane.
   */
  @WithDefault("1000")
  @Min(1)
  @Max(1000)
  int batch();

  /**
   * When a relay that said "later" is asked again: after this long, then twice as long each time,
   * up to twelve times.
   */
  @WithDefault("1m")
  Duration firstRetry();

  /** What is done about a notice of which nobody knows whether the relay took it. */
  @WithDefault("send-again")
  InDoubt inDoubt();

  /**
   * How long a claim holds; a lane that is lost gives its deliveries back after that. It must
   * outlast the slowest letter that the relays are given time for.
   */
  @WithDefault("75s")
  Duration lease();

  /** The sender, as in {@code Company <privacy@example.org>}. */
  String from();

  /**
   * Where bounces go: the envelope's sender, with a token of its own after a plus for each letter.
   */
  Optional<String> bounces();

  /** The right-hand side of Message-IDs. */
  String messageIdDomain();

  /** Where to find the public page: the mail links to it. */
  URI publicUrl();
}
