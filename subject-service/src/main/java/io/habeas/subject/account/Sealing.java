package io.habeas.subject.account;

import io.habeas.subject.contact.ContactChange;
import io.habeas.subject.contact.ContactPoints;
import io.habeas.subject.item.Items;
import io.habeas.subject.item.StoredItem;
import io.habeas.subject.person.IdentifierChange;
import io.habeas.subject.person.Identifiers;
import io.habeas.subject.record.Subject;
import io.habeas.subject.vault.DataKeys;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Encrypts what plans say is to be written; work for a worker thread. */
@Singleton
class Sealing {

  private static final Comparator<AccountPlan> BY_NUMBER =
      Comparator.comparing(AccountPlan::number);
  private static final Comparator<PersonPlan> BY_SUBJECT =
      Comparator.comparing(PersonPlan::subjectId);

  private final ContactPoints contactPoints;
  private final Identifiers identifiers;
  private final Items items;

  Sealing(ContactPoints contactPoints, Identifiers identifiers, Items items) {
    this.contactPoints = contactPoints;
    this.identifiers = identifiers;
    this.items = items;
  }

  SealedBatch seal(List<AccountPlan> plans, DataKeys keys, String actor, Instant now) {
    List<AccountPlan> accounts = plans.stream().sorted(BY_NUMBER).toList();
    List<PersonPlan> people =
        accounts.stream().flatMap(plan -> plan.people().stream()).sorted(BY_SUBJECT).toList();
    List<ContactChange> contact = people.stream().map(PersonPlan::contact).toList();
    List<IdentifierChange> known = people.stream().map(PersonPlan::identifiers).toList();
    return new SealedBatch(
        accounts(accounts, AccountPlan::isNew, keys),
        accounts(accounts, AccountPlan::isChanged, keys),
        subjects(people, PersonPlan::isNew, keys),
        subjects(people, PersonPlan::changesRecord, keys),
        memberships(accounts, plan -> plan.membership() == null),
        memberships(accounts, PersonPlan::changesRoles),
        contact,
        contactPoints.seal(contact.stream(), keys),
        known,
        identifiers.seal(known.stream(), keys),
        people.stream().flatMap(plan -> items(plan, keys, actor, now)).toList());
  }

  private static List<AccountRow> accounts(
      List<AccountPlan> plans, Predicate<AccountPlan> which, DataKeys keys) {
    return plans.stream().filter(which).map(plan -> plan.sealed(keys)).toList();
  }

  private static List<Subject> subjects(
      List<PersonPlan> plans, Predicate<PersonPlan> which, DataKeys keys) {
    return plans.stream().filter(which).map(plan -> plan.sealed(keys)).toList();
  }

  private static List<MembershipRow> memberships(
      List<AccountPlan> plans, Predicate<PersonPlan> which) {
    return plans.stream()
        .flatMap(plan -> plan.people().stream())
        .filter(which)
        .map(PersonPlan::wanted)
        .sorted(Comparator.comparing(MembershipRow::number).thenComparing(MembershipRow::person))
        .toList();
  }

  private Stream<StoredItem> items(PersonPlan plan, DataKeys keys, String actor, Instant now) {
    return plan.person().items().stream()
        .map(item -> items.seal(plan.subjectId(), item, actor, now, keys));
  }
}
