package io.habeas.notification.sms;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The short message centre, {@code habeas.sms.*}; without a host there is none. */
@ConfigMapping(prefix = "habeas.sms")
public interface SmsConfig {
  Optional<String> host();

  @WithDefault("2775")
  int port();

  /** Whether the connection is TLS, with a certificate that is trusted and of that name. */
  @WithDefault("false")
  boolean tls();

  Optional<String> systemId();

  Optional<String> password();

  Optional<String> systemType();

  /** Who the messages are from: a number, or up to eleven letters. */
  @WithDefault("Habeas")
  String sender();

  /** Another sender for numbers that begin so: {@code senders.\"49\"=...}. */
  Map<String, String> senders();

  /** How many short messages are on the way at once. */
  @WithDefault("10")
  @Min(1)
  @Max(1000)
  int window();

  /** How long a bind or an answer may take. */
  @WithDefault("10s")
  Duration patience();

  /** How often an idle session is asked whether it is alive. */
  @WithDefault("30s")
  Duration enquireLink();

  /** The most parts that a text may take. */
  @WithDefault("6")
  @Min(1)
  @Max(255)
  int mostParts();
}
