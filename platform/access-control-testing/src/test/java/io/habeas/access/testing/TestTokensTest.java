package io.habeas.access.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class TestTokensTest {

  @Test
  void aMachinesTokenCarriesItsScopesAndPurposes() {
    String token = TestTokens.client("billing").scopes("subject:write").purposes("billing").token();

    assertThat(payload(token))
        .contains("\"azp\":\"billing\"")
        .contains("\"scope\":\"subject:write\"")
        .contains("\"purposes\":[\"billing\"]");
  }

  @Test
  void aPersonComesThroughTheGateway() {
    assertThat(payload(TestTokens.person("dpo").token()))
        .contains("habeas:web")
        .contains("\"realm_access\":{\"roles\":[\"dpo\"]}");
  }

  private static String payload(String token) {
    return new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
  }
}
