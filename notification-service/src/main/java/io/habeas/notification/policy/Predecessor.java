package io.habeas.notification.policy;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which version another one changes. */
public final class Predecessor {
  private Predecessor() {}

  /**
   * The version that bound when this one was announced; of a draft, the one that binds; else the
   * one that bound before it.
   */
  public static @Nullable PolicyVersion of(PolicyVersion version, List<PolicyVersion> all) {
    PolicyVersion base =
        all.stream().filter(each -> each.id().equals(version.base())).findFirst().orElse(null);
    if (base != null) {
      return base;
    }
    Instant came = version.inForceAt();
    return came == null
        ? all.stream()
            .filter(each -> each.state() == VersionState.IN_FORCE)
            .findFirst()
            .orElse(null)
        : all.stream()
            .filter(each -> each.inForceAt() != null && each.inForceAt().isBefore(came))
            .max(Comparator.comparing(each -> java.util.Objects.requireNonNull(each.inForceAt())))
            .orElse(null);
  }
}
