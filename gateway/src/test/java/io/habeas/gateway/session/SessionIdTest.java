package io.habeas.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SessionIdTest {

  @Test
  void whatItSealsItOpensAfterTheRoundThroughTheCookie() {
    SessionId id = SessionId.random();
    byte[] sealed = id.seal("tokens");

    assertThat(SessionId.parse(id.cookie()).open(sealed)).isEqualTo("tokens");
    assertThat(SessionId.parse(id.cookie()).hash()).isEqualTo(id.hash());
    assertThat(id.seal("tokens")).isNotEqualTo(sealed);
  }

  @Test
  void neitherAnotherIdNorAChangedByteOpensIt() {
    SessionId id = SessionId.random();
    byte[] sealed = id.seal("tokens");

    assertThatThrownBy(() -> SessionId.random().open(sealed))
        .isInstanceOf(IllegalStateException.class);
    sealed[sealed.length - 1] ^= 1;
    assertThatThrownBy(() -> id.open(sealed)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatIsNoIdIsRefused() {
    assertThatThrownBy(() -> SessionId.parse("short")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SessionId.parse("not base64 at all!"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
