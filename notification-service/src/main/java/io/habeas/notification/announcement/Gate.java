package io.habeas.notification.announcement;

import io.habeas.notification.guard.Guard;
import io.habeas.notification.guard.Ruling;
import io.habeas.notification.policy.PolicyVersion;
import org.jspecify.annotations.Nullable;

/**
 * May an announced version come into force? What is material by the guard's rule, what is not when
 * the page shows it, and neither if it was judged or told against a version that binds no more.
 */
final class Gate {
  private Gate() {}

  /**
   * The ruling.
   *
   * @param binding the version that it would replace; null where none binds
   * @param toldEverybody whether its campaign is for everybody
   * @param known what the guard asks for; of what is not material, date and posting count
   */
  static Ruling rule(
      PolicyVersion version,
      @Nullable PolicyVersion binding,
      boolean toldEverybody,
      Guard.Case known) {
    Ruling ruling =
        version.material()
            ? Guard.decide(known)
            : Guard.decidePosted(known.now(), known.effectiveAt(), known.postedSince());
    boolean sameBase =
        version.base() == null || (binding != null && version.base().equals(binding.id()));
    return Guard.alsoAgainstWhatBinds(
        ruling, sameBase, version.material() && toldEverybody, known.now());
  }
}
