package io.habeas.notification.mailing;

import io.habeas.notification.policy.PolicyText;
import io.habeas.notification.policy.PolicyVersion;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A version's texts as a campaign asks for them, once for each person: which one somebody reads,
 * and its hash. Both are functions of a text that is frozen, so they are found out once.
 */
final class Texts {
  /** What languages people say they read is theirs to write, so it is not kept without bound. */
  private static final int MOST = 1_000;

  private final PolicyVersion version;
  private final Map<List<String>, Hashed> known = new ConcurrentHashMap<>();

  /** A text and the hash that a proof of notice names. */
  record Hashed(PolicyText text, String hash) {}

  Texts(PolicyVersion version) {
    this.version = version;
  }

  /** The text for somebody who reads these languages, best first. */
  Hashed in(List<String> languages) {
    Hashed found = known.get(languages);
    if (found == null) {
      PolicyText text = version.textFor(languages);
      found = new Hashed(text, text.hash());
      if (known.size() < MOST) {
        known.put(languages, found);
      }
    }
    return found;
  }
}
