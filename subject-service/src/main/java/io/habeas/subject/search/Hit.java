package io.habeas.subject.search;

import io.habeas.subject.record.State;
import java.util.List;
import java.util.UUID;

/**
 * Somebody found: enough to choose, not to use.
 *
 * @param maskedName first letters
 * @param maskedContact of the first contact point; empty when there is none
 * @param accounts the numbers of the accounts in which the person acts
 */
record Hit(UUID id, String maskedName, String maskedContact, List<String> accounts, State state) {

  @Override
  public String toString() {
    return "Hit[" + id + "]";
  }
}
