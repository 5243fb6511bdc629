package io.habeas.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogoutTokenTest {

  private static final Map<String, Object> CLAIMS =
      Map.of(
          "jti", "1",
          "sid", "sign-in-1",
          "sub", "person-1",
          "exp", 1_800_000_000L,
          "events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));

  @Test
  void namesTheSignInAndThePerson() {
    assertThat(LogoutToken.of(CLAIMS))
        .contains(
            new LogoutToken("1", "sign-in-1", "person-1", Instant.ofEpochSecond(1_800_000_000L)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jti", "exp", "events"})
  void isNoneWithoutWhatMakesIt(String claim) {
    Map<String, Object> claims = new HashMap<>(CLAIMS);
    claims.remove(claim);

    assertThat(LogoutToken.of(claims)).isEmpty();
  }

  @Test
  void isNoneThatNamesNobody() {
    Map<String, Object> claims = new HashMap<>(CLAIMS);
    claims.keySet().removeAll(java.util.Set.of("sid", "sub"));

    assertThat(LogoutToken.of(claims)).isEmpty();
  }

  @Test
  void isNoneWithANonce() {
    Map<String, Object> claims = new HashMap<>(CLAIMS);
    claims.put("nonce", "n");

    assertThat(LogoutToken.of(claims)).isEmpty();
  }
}
