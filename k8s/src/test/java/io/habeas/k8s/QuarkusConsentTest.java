package io.habeas.k8s;

import io.quarkus.test.ProdBuildResults;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Quarkus' own idea of consent. */
class QuarkusConsentTest extends QuarkusOutput {

  @RegisterExtension static final QuarkusProdModeTest BUILD = build("consent");

  @SuppressWarnings("NullAway.Init")
  @ProdBuildResults
  private ProdModeTestResults built;

  QuarkusConsentTest() {
    super("consent");
  }

  @Override
  ProdModeTestResults built() {
    return built;
  }
}
