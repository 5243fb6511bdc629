package io.habeas.subject.dossier;

import io.habeas.subject.account.Accounts;
import io.habeas.subject.contact.ContactPoints;
import io.habeas.subject.item.Items;
import io.habeas.subject.person.Identifiers;
import io.habeas.subject.record.Subject;
import io.habeas.subject.registry.Category;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Reads what is held of a subject, and nothing outside the scope. */
@Singleton
public class HoldingsReading {

  private final ContactPoints contactPoints;
  private final Identifiers identifiers;
  private final Items items;
  private final Accounts accounts;

  HoldingsReading(
      ContactPoints contactPoints, Identifiers identifiers, Items items, Accounts accounts) {
    this.contactPoints = contactPoints;
    this.identifiers = identifiers;
    this.items = items;
    this.accounts = accounts;
  }

  /** What is held of the subject within the scope. */
  public Uni<Holdings> read(SqlConnection tx, Subject subject, Scope scope) {
    return points(tx, Holdings.of(subject, scope))
        .chain(found -> identifiers(tx, found))
        .chain(found -> items(tx, found))
        .chain(found -> memberships(tx, found));
  }

  private Uni<Holdings> points(SqlConnection tx, Holdings found) {
    UUID id = found.subject().id();
    return found.scope().covers(Category.CONTACT)
        ? contactPoints
            .of(tx, Set.of(id))
            .map(points -> found.withPoints(points.getOrDefault(id, List.of())))
        : Uni.createFrom().item(found);
  }

  private Uni<Holdings> identifiers(SqlConnection tx, Holdings found) {
    UUID id = found.subject().id();
    return found.scope().covers(Category.IDENTIFIER)
        ? identifiers
            .of(tx, Set.of(id))
            .map(known -> found.withIdentifiers(known.getOrDefault(id, List.of())))
        : Uni.createFrom().item(found);
  }

  private Uni<Holdings> items(SqlConnection tx, Holdings found) {
    return found.scope().hasItems()
        ? items
            .of(tx, found.subject().id())
            .map(
                all ->
                    found.withItems(
                        all.stream().limit(Items.MOST).filter(found.scope()::covers).toList(),
                        all.size() > Items.MOST))
        : Uni.createFrom().item(found);
  }

  private Uni<Holdings> memberships(SqlConnection tx, Holdings found) {
    UUID id = found.subject().id();
    return found.scope().covers(Category.ACCOUNT)
        ? accounts
            .of(tx, Set.of(id), found.subject().accounts())
            .map(acts -> found.withMemberships(acts.getOrDefault(id, List.of())))
        : Uni.createFrom().item(found);
  }
}
