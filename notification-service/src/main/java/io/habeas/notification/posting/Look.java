package io.habeas.notification.posting;

import io.habeas.notification.policy.PolicyText;
import io.habeas.notification.policy.ShownText;
import org.jspecify.annotations.Nullable;

/**
 * What a visitor found in one language.
 *
 * @param announced hash of the text that was announced, as readers are shown it
 * @param shown hash of the text that the page showed; null where it showed none
 */
record Look(String language, String announced, @Nullable String shown) {
  /** What the page's body says; an empty one says nothing. */
  static Look at(PolicyText text, String body) {
    return new Look(text.language(), text.shownHash(), ShownText.hashIn(body).orElse(null));
  }

  /** Whether the page showed what was announced, to the letter. */
  boolean isRight() {
    return announced.equals(shown);
  }
}
