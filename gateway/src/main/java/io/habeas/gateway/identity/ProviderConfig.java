package io.habeas.gateway.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** Where the identity provider is, and who the gateway is there. */
@ConfigMapping(prefix = "habeas.identity")
interface ProviderConfig {

  /** The realm; also what its tokens name as their issuer. */
  URI url();

  /** The client that the gateway is. */
  String clientId();

  /** The client's secret. */
  String secret();

  /** The path of the token endpoint below the realm. */
  @WithDefault("/protocol/openid-connect/token")
  String tokenPath();

  /** The path of the signing keys below the realm. */
  @WithDefault("/protocol/openid-connect/certs")
  String keysPath();

  /** The path below the realm where a sign-in ends. */
  @WithDefault("/protocol/openid-connect/logout")
  String endSessionPath();

  /** How long an answer may take. */
  @WithDefault("5s")
  Duration patience();
}
