package io.habeas.k8s;

import io.quarkus.test.ProdBuildResults;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Quarkus' own idea of gateway. */
class QuarkusGatewayTest extends QuarkusOutput {

  @RegisterExtension static final QuarkusProdModeTest BUILD = build("gateway");

  @SuppressWarnings("NullAway.Init")
  @ProdBuildResults
  private ProdModeTestResults built;

  QuarkusGatewayTest() {
    super("gateway");
  }

  @Override
  ProdModeTestResults built() {
    return built;
  }
}
