package io.habeas.subject.account;

import io.habeas.subject.vault.Digest;
import java.util.Collection;
import java.util.UUID;

/** Who acts in which account, as it is stored. */
record MembershipRow(Digest number, Digest person, UUID subjectId, Collection<String> roles) {

  /** The name of a person that the sender uses: the account's number and the key within it. */
  record Key(Digest number, Digest person) {}

  Key key() {
    return new Key(number, person);
  }
}
