package io.habeas.subject.account;

import io.habeas.ledger.Entry;
import io.habeas.ledger.Ledger;
import io.habeas.problem.Missing;
import io.habeas.subject.SubjectFailure;
import io.habeas.subject.registry.Category;
import io.habeas.subject.registry.Purpose;
import io.habeas.subject.registry.Registries;
import io.habeas.subject.screening.Fields;
import io.habeas.subject.vault.Digest;
import io.habeas.subject.vault.Vault;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** What callers do with accounts. */
@Singleton
public class Accounts {

  private final AccountReading reading;
  private final Registrar registrar;
  private final AccountStore store;
  private final Planner planner;
  private final Registries registries;
  private final Vault vault;
  private final Ledger ledger;
  private final Pool pool;

  Accounts(
      AccountReading reading,
      Registrar registrar,
      AccountStore store,
      Planner planner,
      Registries registries,
      Vault vault,
      Ledger ledger,
      Pool pool) {
    this.reading = reading;
    this.registrar = registrar;
    this.store = store;
    this.planner = planner;
    this.registries = registries;
    this.vault = vault;
    this.ledger = ledger;
    this.pool = pool;
  }

  /** Holds an account; recorded for each of its people. */
  Uni<Registered> put(AccountBody body, String actor) {
    Fields fields = Fields.ofRequest();
    Registration account = reading.read(fields, body);
    fields.requireNone();
    return registrar
        .register(
            List.of(account), actor, (tx, outcome) -> ledger.appendAll(tx, entries(outcome, actor)))
        .map(
            outcome ->
                outcome.registered().stream().findFirst().orElseThrow(SubjectFailure.Erased::new));
  }

  private static List<Entry> entries(Outcome outcome, String actor) {
    return outcome.registered().stream()
        .flatMap(account -> account.people().stream())
        .map(
            person ->
                new Entry(
                    person.isNew() ? "subject.registered" : "subject.toldAgain",
                    actor,
                    person.subjectId(),
                    Map.of()))
        .toList();
  }

  /** The account of this number and who acts in it; the read is recorded. */
  Uni<AccountView> get(AccountNumber number, String purpose, String actor) {
    Purpose declared = registries.requirePurpose(purpose);
    if (registries.category(Category.ACCOUNT).filter(one -> one.isFor(declared)).isEmpty()) {
      throw new SubjectFailure.NotForPurpose(purpose, List.of("account"));
    }
    Digest digest = planner.numberOf(number);
    return pool.withTransaction(
        tx ->
            store
                .accounts(tx, List.of(digest))
                .map(found -> found.stream().findFirst().orElseThrow(Missing::new))
                .call(row -> ledger.append(tx, read(row, purpose, actor)))
                .chain(
                    row ->
                        store
                            .memberships(tx, List.of(digest))
                            .chain(members -> view(row, members))));
  }

  private static Entry read(AccountRow row, String purpose, String actor) {
    Map<String, String> details = Map.of("account", row.id().toString(), "purpose", purpose);
    return new Entry("account.read", actor, null, details);
  }

  private Uni<AccountView> view(AccountRow row, List<MembershipRow> members) {
    return vault
        .keys(List.of(AccountRow.key(row.id())))
        .map(keys -> AccountView.of(row, row.open(keys), members));
  }

  /** Who acts in the account of this number; nobody when there is none. */
  public Uni<List<UUID>> people(SqlClient client, AccountNumber number) {
    return store
        .memberships(client, List.of(planner.numberOf(number)))
        .map(members -> members.stream().map(MembershipRow::subjectId).distinct().toList());
  }

  /** In which accounts these people act. */
  public Uni<Map<UUID, List<Membership>>> of(
      SqlClient client, Collection<UUID> subjects, Collection<Digest> numbers) {
    return store
        .accounts(client, numbers)
        .chain(rows -> store.memberships(client, numbers).chain(all -> named(rows, all)))
        .map(
            all ->
                all.stream()
                    .filter(one -> subjects.contains(one.subjectId()))
                    .collect(Collectors.groupingBy(Membership::subjectId)));
  }

  private Uni<List<Membership>> named(List<AccountRow> rows, List<MembershipRow> members) {
    return vault
        .keys(rows.stream().map(row -> AccountRow.key(row.id())).toList())
        .map(
            keys -> {
              Map<Digest, String> numbers =
                  rows.stream()
                      .collect(
                          Collectors.toMap(AccountRow::number, row -> row.open(keys).number()));
              return members.stream()
                  .map(
                      one ->
                          new Membership(
                              one.subjectId(),
                              new AccountNumber(numbers.getOrDefault(one.number(), "")),
                              List.copyOf(one.roles())))
                  .toList();
            });
  }
}
