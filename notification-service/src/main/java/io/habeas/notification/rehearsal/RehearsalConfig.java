package io.habeas.notification.rehearsal;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** Settings of test sends, {@code habeas.rehearsal.*}. */
@ConfigMapping(prefix = "habeas.rehearsal")
public interface RehearsalConfig {
  /** Where test sends may go, beside the caller's own verified address. */
  Optional<List<String>> allowedAddresses();

  /** How many letters one person may send in an hour. */
  @WithDefault("60")
  int lettersPerHour();
}
