package io.habeas.k8s;

import io.quarkus.test.ProdBuildResults;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Quarkus' own idea of disclosure. */
class QuarkusDisclosureTest extends QuarkusOutput {

  @RegisterExtension static final QuarkusProdModeTest BUILD = build("disclosure");

  @SuppressWarnings("NullAway.Init")
  @ProdBuildResults
  private ProdModeTestResults built;

  QuarkusDisclosureTest() {
    super("disclosure");
  }

  @Override
  ProdModeTestResults built() {
    return built;
  }
}
