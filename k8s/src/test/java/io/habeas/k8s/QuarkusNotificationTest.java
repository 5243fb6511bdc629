package io.habeas.k8s;

import io.quarkus.test.ProdBuildResults;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Quarkus' own idea of notification. */
class QuarkusNotificationTest extends QuarkusOutput {

  @RegisterExtension static final QuarkusProdModeTest BUILD = build("notification");

  @SuppressWarnings("NullAway.Init")
  @ProdBuildResults
  private ProdModeTestResults built;

  QuarkusNotificationTest() {
    super("notification");
  }

  @Override
  ProdModeTestResults built() {
    return built;
  }
}
