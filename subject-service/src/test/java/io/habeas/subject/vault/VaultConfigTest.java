package io.habeas.subject.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VaultConfigTest {

  @Test
  void defaults() {
    VaultConfig config = config(Map.of("habeas.vault.keyset", "a", "habeas.vault.index-key", "b"));

    assertThat(config.generateMissing()).isFalse();
    assertThat(config.rewrapEvery()).isEqualTo("2s");
    assertThat(config.cache().retention()).isEqualTo(Duration.ofSeconds(60));
    assertThat(config.cache().size()).isEqualTo(20_000);
  }

  @Test
  void everyNameIsRead() {
    VaultConfig config =
        config(
            Map.of(
                "habeas.vault.keyset", "/k",
                "habeas.vault.index-key", "/i",
                "habeas.vault.generate-missing", "true",
                "habeas.vault.rewrap-every", "off",
                "habeas.vault.cache.retention", "5s",
                "habeas.vault.cache.size", "7"));

    assertThat(config.keyset()).isEqualTo(Path.of("/k"));
    assertThat(config.indexKey()).isEqualTo(Path.of("/i"));
    assertThat(config.generateMissing()).isTrue();
    assertThat(config.rewrapEvery()).isEqualTo("off");
    assertThat(config.cache().retention()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.cache().size()).isEqualTo(7);
  }

  @Test
  void keysNeverStayLongerThanAMinute() {
    VaultConfig config =
        config(
            Map.of(
                "habeas.vault.keyset", "a",
                "habeas.vault.index-key", "b",
                "habeas.vault.cache.retention", "61s"));

    assertThatThrownBy(() -> new CachingKeys(config)).hasMessageContaining("60s");
  }

  private static VaultConfig config(Map<String, String> values) {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(VaultConfig.class)
            .withDefaultValues(values)
            .addDiscoveredConverters()
            .build();
    return config.getConfigMapping(VaultConfig.class);
  }
}
