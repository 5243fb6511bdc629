package io.habeas.subject.account;

import io.habeas.subject.contact.ContactPoints;
import io.habeas.subject.person.Identifiers;
import io.habeas.subject.record.Subject;
import io.habeas.subject.record.Subjects;
import io.habeas.subject.vault.Digest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads what is held of accounts; of accounts not held yet that costs one statement. */
@Singleton
class HeldReading {

  private final Pool pool;
  private final AccountStore accounts;
  private final Subjects subjects;
  private final ContactPoints contactPoints;
  private final Identifiers identifiers;

  HeldReading(
      Pool pool,
      AccountStore accounts,
      Subjects subjects,
      ContactPoints contactPoints,
      Identifiers identifiers) {
    this.pool = pool;
    this.accounts = accounts;
    this.subjects = subjects;
    this.contactPoints = contactPoints;
    this.identifiers = identifiers;
  }

  /** What is held of the accounts with these numbers and the people with these keys. */
  Uni<Held> read(Collection<Digest> numbers, Set<MembershipRow.Key> people) {
    return accounts.manyAccounts(pool, numbers).chain(rows -> withPeople(rows, people));
  }

  private Uni<Held> withPeople(List<AccountRow> rows, Set<MembershipRow.Key> people) {
    List<Digest> held = rows.stream().map(AccountRow::number).toList();
    return accounts
        .manyMemberships(pool, held)
        .map(all -> all.stream().filter(member -> people.contains(member.key())).toList())
        .chain(members -> withRecords(rows, members));
  }

  private Uni<Held> withRecords(List<AccountRow> rows, List<MembershipRow> members) {
    Set<UUID> ids = members.stream().map(MembershipRow::subjectId).collect(Collectors.toSet());
    return subjects
        .of(pool, ids)
        .chain(
            found ->
                contactPoints
                    .of(pool, ids)
                    .chain(
                        points ->
                            identifiers
                                .of(pool, ids)
                                .map(
                                    known ->
                                        new Held(
                                            by(AccountRow::number, rows),
                                            by(MembershipRow::key, members),
                                            by(Subject::id, found),
                                            points,
                                            known))));
  }

  private static <K, V> Map<K, V> by(Function<V, K> key, Collection<V> values) {
    return values.stream().collect(Collectors.toMap(key, Function.identity()));
  }
}
