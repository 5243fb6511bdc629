package io.habeas.gateway;

import io.habeas.house.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest extends HouseRules {

  HouseRulesTest() {
    super("io.habeas.gateway");
  }

  /**
   * The gateway's two operations are guarded by the framework's annotations: it has a session, not
   * a caller's token, and {@code deny-unannotated-endpoints} refuses the rest.
   */
  @Test
  @Override
  protected void everyOperationDeclaresItsPermission() {
    org.assertj.core.api.Assertions.assertThat(
            io.habeas.gateway.session.SessionResource.class.getDeclaredMethods())
        .filteredOn(method -> method.isAnnotationPresent(jakarta.ws.rs.GET.class))
        .hasSize(1)
        .allMatch(
            method -> method.isAnnotationPresent(jakarta.annotation.security.PermitAll.class));
  }
}
