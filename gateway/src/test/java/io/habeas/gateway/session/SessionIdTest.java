package io.habeas.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SessionIdTest {

  @Test
  void whatItSealsItOpensAfterTheRoundThroughTheCookie() {
    SessionId id = SessionId.random();
    byte[] sealed = id.seal("tokens");

    assertThat(SessionId.read(id.cookie()).orElseThrow().open(sealed)).isEqualTo("tokens");
    assertThat(SessionId.read(id.cookie()).orElseThrow().hash()).isEqualTo(id.hash());
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
    assertThat(SessionId.read("short")).isEmpty();
    assertThat(SessionId.read("not base64 at all!")).isEmpty();
    assertThat(SessionId.read("")).isEmpty();
  }
}
