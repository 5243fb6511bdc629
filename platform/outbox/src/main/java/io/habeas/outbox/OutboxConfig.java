package io.habeas.outbox;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
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

  /** How long a relay holds what it has claimed; longer than a request may take. */
  @WithDefault("30s")
  Duration lease();

  /** How many events are claimed, and told in one request. */
  @WithDefault("500")
  @Min(1)
  @Max(CloudEvent.MOST_IN_A_BATCH)
  int batch();

  /** How many bytes of events go into one request; a larger event goes alone. */
  @WithDefault("512K")
  MemorySize batchBytes();

  /** How often a delivery is tried before it becomes a dead letter. */
  @WithDefault("20")
  int attempts();

  /** The wait after an event was refused for the first time; it doubles up to an hour. */
  @WithDefault("1s")
  Duration backOff();

  /** The longest wait before a target that does not answer is asked again. */
  @WithDefault("30s")
  Duration longestPause();

  /** A consumer. */
  interface Target {

    /** Its whole events address. */
    URI url();
  }
}
