package io.habeas.k8s;

import io.quarkus.test.ProdBuildResults;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Quarkus' own idea of subject. */
class QuarkusSubjectTest extends QuarkusOutput {

  @RegisterExtension static final QuarkusProdModeTest BUILD = build("subject");

  @SuppressWarnings("NullAway.Init")
  @ProdBuildResults
  private ProdModeTestResults built;

  QuarkusSubjectTest() {
    super("subject");
  }

  @Override
  ProdModeTestResults built() {
    return built;
  }
}
