package io.habeas.notification.autocall;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Who makes automated calls, {@code habeas.autocall.*}; without an address nobody does. */
@ConfigMapping(prefix = "habeas.autocall")
public interface AutoCallConfig {
  /** Where calls are posted: HTTPS, on a public address. */
  Optional<URI> url();

  /** {@code whsec_} and base64: what our requests are signed with. */
  Optional<String> secret();

  /** The same of the callbacks; several while one is rotated. */
  Optional<List<String>> callbackSecrets();

  /** Whether the address may be a private one, or plain HTTP: for a gateway in the same network. */
  @WithDefault("false")
  boolean allowPrivate();

  @WithDefault("10s")
  Duration patience();
}
