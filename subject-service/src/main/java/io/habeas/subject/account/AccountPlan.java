package io.habeas.subject.account;

import io.habeas.subject.vault.DataKeys;
import io.habeas.subject.vault.Digest;
import io.habeas.subject.vault.KeyRef;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done for one account.
 *
 * @param held the account as it is held, if it is
 */
record AccountPlan(
    Registration account,
    Digest number,
    UUID id,
    Digest detailsDigest,
    @Nullable AccountRow held,
    List<PersonPlan> people) {

  boolean isNew() {
    return held == null;
  }

  boolean isChanged() {
    return held != null && !held.detailsDigest().equals(detailsDigest);
  }

  boolean meetsErased() {
    return people.stream().anyMatch(PersonPlan::isErased);
  }

  /** The account as it will be. */
  AccountRow sealed(DataKeys keys) {
    long version = held == null ? 1 : held.version() + 1;
    return AccountRow.of(account, number, id, detailsDigest, version, keys);
  }

  /** The data keys that writing takes. */
  Stream<KeyRef> keys() {
    Stream<KeyRef> own = isNew() || isChanged() ? Stream.of(AccountRow.key(id)) : Stream.empty();
    return Stream.concat(own, people.stream().flatMap(PersonPlan::keys));
  }

  Registered outcome() {
    return new Registered(
        account.number().value(),
        people.stream()
            .map(plan -> new Registered.Person(plan.person().key(), plan.subjectId(), plan.isNew()))
            .toList());
  }
}
