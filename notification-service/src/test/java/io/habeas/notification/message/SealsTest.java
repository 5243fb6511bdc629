package io.habeas.notification.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SealsTest {
  private static final String OLD = key(1);
  private static final String NEW = key(2);
  private final UUID message = UUID.randomUUID();

  @Test
  void whatIsSealedOpensForItsMessageOnly() {
    Seals seals = new Seals(Optional.of(OLD), List.of(), true);
    byte[] sealed = seals.seal(message, "secret");
    assertThat(seals.open(message, sealed)).isEqualTo("secret");
    assertThat(new String(sealed, java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("secret");
    assertThatThrownBy(() -> seals.open(UUID.randomUUID(), sealed))
        .isInstanceOf(Seals.DoesNotOpen.class);
    sealed[sealed.length - 1] ^= 1;
    assertThatThrownBy(() -> seals.open(message, sealed)).isInstanceOf(Seals.DoesNotOpen.class);
  }

  @Test
  void aFormerKeyStillOpensAndALostOneDoesNot() {
    byte[] sealed = new Seals(Optional.of(OLD), List.of(), true).seal(message, "secret");
    assertThat(new Seals(Optional.of(NEW), List.of(OLD), true).open(message, sealed))
        .isEqualTo("secret");
    Seals without = new Seals(Optional.of(NEW), List.of(), true);
    assertThatThrownBy(() -> without.open(message, sealed)).isInstanceOf(Seals.DoesNotOpen.class);
  }

  @Test
  void productionDoesNotStartWithoutARightKey() {
    assertThatThrownBy(() -> new Seals(Optional.empty(), List.of(), true))
        .hasMessageContaining("HABEAS_MESSAGES_KEY");
    assertThatThrownBy(() -> new Seals(Optional.of("c2hvcnQ="), List.of(), true))
        .hasMessageContaining("32 bytes");
  }

  private static String key(int value) {
    byte[] key = new byte[32];
    key[0] = (byte) value;
    return Base64.getEncoder().encodeToString(key);
  }
}
