package io.habeas.notification.relay;

import io.habeas.notification.smtp.Endpoint;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The relays, {@code habeas.relays.<name>.*}. */
@ConfigMapping(prefix = "habeas.relays")
public interface RelaysConfig {

  /** Each by a name of its own, which logs and metrics show. */
  @WithParentName
  Map<String, Relay> all();

  /** One relay. */
  interface Relay {
    String host();

    int port();

    @WithDefault("none")
    Endpoint.Security security();

    /** Without one it is not authenticated to. */
    Optional<String> username();

    Optional<String> password();

    /** Its share of the letters, against the others'. */
    @WithDefault("1")
    @Min(1)
    int weight();

    /** How many letters a second each replica hands it at the most. */
    OptionalInt perSecond();

    @WithDefault("5s")
    Duration connectTimeout();

    @WithDefault("10s")
    Duration replyTimeout();

    /** How long it may think about a letter; giving up early makes duplicates. */
    @WithDefault("30s")
    Duration endOfDataTimeout();

    /** A session is ended after so many letters. */
    @WithDefault("5000")
    @Min(1)
    int lettersPerSession();
  }
}
