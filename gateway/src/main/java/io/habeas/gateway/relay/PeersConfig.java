package io.habeas.gateway.relay;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Map;

/** Where the services are. */
@ConfigMapping(prefix = "habeas")
interface PeersConfig {

  /** The services by name. */
  Map<String, Peer> peers();

  /** What people type to reach the gateway. */
  URI publicUrl();

  /** A service. */
  interface Peer {

    /** Scheme, host and port. */
    URI url();
  }
}
