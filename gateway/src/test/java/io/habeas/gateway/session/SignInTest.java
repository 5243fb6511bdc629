package io.habeas.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInTest {

  @ParameterizedTest
  @ValueSource(strings = {"/", "/account/data", "/desk/customers?x=1"})
  void leadsBackToAPathOfOurOwn(String path) {
    assertThat(SignIn.safeReturn(path)).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "javascript:x",
        "",
        "/a\r\nb"
      })
  void leadsNowhereElse(String target) {
    assertThat(SignIn.safeReturn(target)).isEqualTo("/");
  }
}
