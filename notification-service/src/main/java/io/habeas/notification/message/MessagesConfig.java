package io.habeas.notification.message;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of messages, {@code habeas.messages.*}. */
@ConfigMapping(prefix = "habeas.messages")
public interface MessagesConfig {
  /** What sealed fields are encrypted with: base64 of 32 random bytes. */
  Optional<String> key();

  /** The keys before it, as long as messages may wait that were sealed with them. */
  Optional<List<String>> formerKeys();

  /** The domain of the addresses that answers to a case go to. */
  String replyDomain();

  /** How long a lane holds what it claimed. */
  @WithDefault("75s")
  Duration lease();

  /** How many a lane claims at a time. */
  @WithDefault("20")
  int batch();

  /** How long what is sealed is kept of a message that is not sent. */
  @WithDefault("14d")
  Duration sealedFor();
}
