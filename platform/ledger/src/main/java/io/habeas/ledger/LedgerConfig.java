package io.habeas.ledger;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Settings of the ledger, {@code habeas.ledger.*}. */
@ConfigMapping(prefix = "habeas.ledger")
public interface LedgerConfig {
  /** The service's name in the origin of its logs, {@code habeas/<service>/<year>}. */
  @WithDefault("${quarkus.application.name}")
  String service();

  /** Base64 of the 32 secret bytes that checkpoints are signed with. Production demands it. */
  Optional<String> signingKey();

  /** How many entries are sealed in one transaction. */
  @WithDefault("2000")
  int batchSize();

  /** How often new entries are sealed; {@code off} where a test seals by hand. */
  @WithDefault("5s")
  String sealEvery();

  /** The name of one year's log. */
  default String origin(int log) {
    return "habeas/" + service() + "/" + log;
  }
}
