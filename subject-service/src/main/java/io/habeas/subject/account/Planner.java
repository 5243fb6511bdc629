package io.habeas.subject.account;

import com.github.f4b6a3.uuid.UuidCreator;
import io.habeas.subject.account.Registration.Person;
import io.habeas.subject.contact.ContactChange;
import io.habeas.subject.contact.ContactPoints;
import io.habeas.subject.person.IdentifierChange;
import io.habeas.subject.person.Identifiers;
import io.habeas.subject.record.Profile;
import io.habeas.subject.record.Subject;
import io.habeas.subject.vault.BlindIndex;
import io.habeas.subject.vault.Digest;
import jakarta.inject.Singleton;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Compares what was sent with what is held and says what is to be done. It changes nothing. */
@Singleton
class Planner {

  private final BlindIndex index;
  private final ContactPoints contactPoints;
  private final Identifiers identifiers;

  Planner(BlindIndex index, ContactPoints contactPoints, Identifiers identifiers) {
    this.index = index;
    this.contactPoints = contactPoints;
    this.identifiers = identifiers;
  }

  Digest numberOf(AccountNumber number) {
    return index.digest("account-number", number.lookUpForm());
  }

  Set<MembershipRow.Key> peopleOf(Registration account) {
    Digest number = numberOf(account.number());
    return account.people().stream()
        .map(person -> new MembershipRow.Key(number, keyOf(number, person)))
        .collect(Collectors.toSet());
  }

  AccountPlan plan(Registration account, Held held) {
    Digest number = numberOf(account.number());
    AccountRow row = held.accounts().get(number);
    UUID id = row == null ? UuidCreator.getTimeOrderedEpoch() : row.id();
    List<PersonPlan> people =
        account.people().stream().map(person -> plan(account, number, person, held)).toList();
    return new AccountPlan(account, number, id, detailsDigest(id, account), row, people);
  }

  private PersonPlan plan(Registration account, Digest number, Person person, Held held) {
    Digest key = keyOf(number, person);
    MembershipRow membership = held.memberships().get(new MembershipRow.Key(number, key));
    UUID id = membership == null ? UuidCreator.getTimeOrderedEpoch() : membership.subjectId();
    Profile profile =
        new Profile(
            person.name(),
            account.kind().slug(),
            person.residency(),
            person.languages(),
            person.timeZone());
    Subject subject = held.subjects().get(id);
    return new PersonPlan(
        person,
        profile,
        index.digestWithin(id, "profile", profile.lookUpForm()),
        new MembershipRow(number, key, id, person.roles()),
        membership,
        subject,
        contactChange(id, person, held),
        identifierChange(id, person, held));
  }

  private ContactChange contactChange(UUID id, Person person, Held held) {
    return person.contactPoints() == null
        ? ContactChange.NONE
        : contactPoints.change(
            id, held.contactPoints().getOrDefault(id, List.of()), person.contactPoints());
  }

  private IdentifierChange identifierChange(UUID id, Person person, Held held) {
    return person.identifiers() == null
        ? IdentifierChange.NONE
        : identifiers.change(
            id, held.identifiers().getOrDefault(id, List.of()), person.identifiers());
  }

  private Digest keyOf(Digest number, Person person) {
    String account = HexFormat.of().formatHex(number.bytes());
    return index.digest("person-key", account + '\n' + person.key());
  }

  private Digest detailsDigest(UUID id, Registration account) {
    String details =
        String.join(
            "\n",
            account.number().value(),
            String.valueOf(account.name()),
            account.kind().slug(),
            account.brand(),
            String.join(",", account.products()),
            account.residency(),
            String.valueOf(account.signedUpAt()));
    return index.digestWithin(id, "account-details", details);
  }
}
