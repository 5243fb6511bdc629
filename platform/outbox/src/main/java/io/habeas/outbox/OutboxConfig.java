package io.habeas.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** Who is told what, and how patiently. */
@ConfigMapping(prefix = "habeas.outbox")
public interface OutboxConfig {

  /** The service's name in events: {@code subject}. */
  String source();

  /** For each type, or its noun, the names of the targets: {@code routes.subject=consent,...}. */
  Map<String, Set<String>> routes();

  /** The targets by name. */
  Map<String, Target> targets();

  /** How long a relay holds what it has claimed. */
  @WithDefault("30s")
  Duration lease();

  /** How many events are claimed at once. */
  @WithDefault("500")
  int batch();

  /** How often a delivery is tried before it becomes a dead letter. */
  @WithDefault("20")
  int attempts();

  /** The wait after the first failure; it doubles up to an hour. */
  @WithDefault("1s")
  Duration backOff();

  /** A consumer. */
  interface Target {

    /** Its whole events address. */
    URI url();
  }
}
