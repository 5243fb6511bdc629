package io.habeas.subject.vault;

import java.util.Comparator;
import java.util.UUID;

/**
 * Names a data key.
 *
 * @param owner the subject (or, for an account's own details, the account)
 * @param category what kind of data it opens
 */
public record KeyRef(UUID owner, String category) {

  /** The order in which rows are written, so that two writers never wait for each other. */
  static final Comparator<KeyRef> ORDER =
      Comparator.comparing(KeyRef::owner).thenComparing(KeyRef::category);

  /** Binds a wrapped key to its name, so that a wrapped key moved to another row does not open. */
  byte[] associatedData() {
    return new AssociatedData("habeas/data-key/1").id(owner).text(category).toBytes();
  }
}
