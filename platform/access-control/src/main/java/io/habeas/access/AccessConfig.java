package io.habeas.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How strictly people are held. */
@ConfigMapping(prefix = "habeas.access")
public interface AccessConfig {

  /** How old a sign-in may be for operations that ask for a recent one. */
  @WithDefault("10m")
  Duration recentSignIn();

  /**
   * The purposes that people of each role may name when they read; a role without any names none.
   */
  Map<String, Set<String>> rolePurposes();

  /** The audiences of the suite's services; a token is for one of them, or it is none. */
  @WithDefault("subject,consent,disclosure,notification")
  Set<String> services();

  /** The {@code acr} values that count as a second factor for desk roles; unset: not asked for. */
  Optional<Set<String>> deskAcr();
}
