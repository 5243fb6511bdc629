package io.habeas.subject.account;

import io.habeas.subject.account.Registration.Person;
import io.habeas.subject.contact.ContactChange;
import io.habeas.subject.person.IdentifierChange;
import io.habeas.subject.record.Profile;
import io.habeas.subject.record.State;
import io.habeas.subject.record.Subject;
import io.habeas.subject.registry.Category;
import io.habeas.subject.vault.DataKeys;
import io.habeas.subject.vault.Digest;
import io.habeas.subject.vault.KeyRef;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done for one person of an account.
 *
 * @param subject the record held, if there is one
 * @param membership the membership held, if there is one
 */
record PersonPlan(
    Person person,
    Profile profile,
    Digest profileDigest,
    MembershipRow wanted,
    @Nullable MembershipRow membership,
    @Nullable Subject subject,
    ContactChange contact,
    IdentifierChange identifiers) {

  UUID subjectId() {
    return wanted.subjectId();
  }

  boolean isNew() {
    return subject == null;
  }

  boolean isErased() {
    return subject != null && subject.state() == State.ERASED;
  }

  boolean changesRoles() {
    return membership != null
        && !membership.roles().stream()
            .sorted()
            .toList()
            .equals(wanted.roles().stream().sorted().toList());
  }

  /** Whether the held record is written again: its version then guards everything of the person. */
  boolean changesRecord() {
    return subject != null
        && (!subject.profileDigest().equals(profileDigest)
            || !contact.isEmpty()
            || !identifiers.isEmpty()
            || !person.items().isEmpty());
  }

  /** The record as it will be. */
  Subject sealed(DataKeys keys) {
    return subject == null
        ? Subject.register(subjectId(), profile, profileDigest, wanted.number(), keys)
        : subject.with(profile, profileDigest, keys);
  }

  /** The data keys that writing takes. */
  Stream<KeyRef> keys() {
    Stream.Builder<String> categories = Stream.builder();
    if (isNew() || changesRecord()) {
      categories.add(Category.IDENTITY);
    }
    if (!contact.added().isEmpty()) {
      categories.add(Category.CONTACT);
    }
    if (!identifiers.added().isEmpty()) {
      categories.add(Category.IDENTIFIER);
    }
    person.items().forEach(item -> categories.add(item.category().slug()));
    return categories.build().distinct().map(category -> new KeyRef(subjectId(), category));
  }
}
