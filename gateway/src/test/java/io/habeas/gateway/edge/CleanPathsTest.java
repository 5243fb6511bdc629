package io.habeas.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CleanPathsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/desk/customers",
        "/api/subject/v1/accounts/A-1042",
        "/policy/privacy",
        "/assets/index-B7x.js",
        "/api/x/caf%C3%A9",
        "/.well-known/gpc.json",
      })
  void plainPathsPass(String path) {
    assertThat(CleanPaths.isClean(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api%2Fsubject",
        "/api/%2e%2e/q",
        "/api/..%5cq",
        "/api/v1;x=1/subjects",
        "/api//subject",
        "/api/../q/health",
        "/api/./x",
        "/api/x/..",
        "/a%252fb",
        "/a%00b",
        "/a%0d%0ab",
        "/a\\b",
        "a",
        "/a%3bb",
      })
  void doubtfulPathsDoNot(String path) {
    assertThat(CleanPaths.isClean(path)).isFalse();
  }
}
