package io.habeas.consent.unsubscribe;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** Settings of unsubscribing, {@code habeas.unsubscribe.*}. */
@ConfigMapping(prefix = "habeas.unsubscribe")
public interface UnsubscribeConfig {
  /** What tokens are made with: base64 of 32 random bytes. */
  Optional<String> key();

  /** The keys before it: a link in an old mail goes on working. */
  Optional<List<String>> formerKeys();
}
