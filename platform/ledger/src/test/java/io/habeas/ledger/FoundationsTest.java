package io.habeas.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.habeas.ledger.note.NoteSigner;
import io.quarkus.runtime.LaunchMode;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoundationsTest {
  private final Foundations foundations = new Foundations();

  @TempDir Path directory;

  @Test
  void productionDoesNotStartWithoutAWitness() {
    WitnessConfig config = config(Map.of()).getConfigMapping(WitnessConfig.class);

    assertThatThrownBy(() -> foundations.witness(config, LaunchMode.NORMAL))
        .hasMessageContaining("habeas.witness.directory")
        .hasMessageContaining("another volume");
    assertThat(foundations.witness(config, LaunchMode.TEST).names("any")).isEmpty();
  }

  @Test
  void productionDoesNotStartWithoutItsKeyOrWithABadOne() {
    LedgerConfig none = config(Map.of()).getConfigMapping(LedgerConfig.class);
    LedgerConfig bad =
        config(Map.of("habeas.ledger.signing-key", "c2hvcnQ="))
            .getConfigMapping(LedgerConfig.class);

    assertThatThrownBy(() -> foundations.signer(none, LaunchMode.NORMAL))
        .hasMessageContaining("habeas.ledger.signing-key");
    assertThatThrownBy(() -> foundations.signer(bad, LaunchMode.NORMAL))
        .hasMessageContaining("32 bytes");
  }

  @Test
  void everySettingHasItsNameAndItsDefault() {
    LedgerConfig defaults = config(Map.of()).getConfigMapping(LedgerConfig.class);
    assertThat(defaults.service()).isEqualTo("some-service");
    assertThat(defaults.origin(2026)).isEqualTo("habeas/some-service/2026");
    assertThat(defaults.batchSize()).isEqualTo(2000);
    assertThat(defaults.sealEvery()).isEqualTo("5s");

    String key = Base64.getEncoder().encodeToString(new byte[NoteSigner.SEED_SIZE]);
    SmallRyeConfig config =
        config(
            Map.of(
                "habeas.ledger.service", "other",
                "habeas.ledger.signing-key", key,
                "habeas.ledger.batch-size", "7",
                "habeas.ledger.seal-every", "1s",
                "habeas.witness.directory", directory.toString()));
    LedgerConfig set = config.getConfigMapping(LedgerConfig.class);
    assertThat(set.service()).isEqualTo("other");
    assertThat(set.signingKey()).contains(key);
    assertThat(set.batchSize()).isEqualTo(7);
    assertThat(set.sealEvery()).isEqualTo("1s");
    assertThat(config.getConfigMapping(WitnessConfig.class).directory())
        .contains(directory.toString());
  }

  private static SmallRyeConfig config(Map<String, String> values) {
    return new SmallRyeConfigBuilder()
        .withMapping(LedgerConfig.class)
        .withMapping(WitnessConfig.class)
        .withDefaultValue("quarkus.application.name", "some-service")
        .withDefaultValues(values)
        .addDefaultInterceptors()
        .build();
  }
}
