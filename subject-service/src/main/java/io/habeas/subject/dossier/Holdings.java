package io.habeas.subject.dossier;

import io.habeas.subject.account.Membership;
import io.habeas.subject.contact.StoredContactPoint;
import io.habeas.subject.item.StoredItem;
import io.habeas.subject.person.StoredIdentifier;
import io.habeas.subject.record.Subject;
import io.habeas.subject.vault.KeyRef;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is held of a subject within a scope, still encrypted.
 *
 * @param moreItems whether there are items behind the first thousand
 */
public record Holdings(
    Subject subject,
    Scope scope,
    List<StoredContactPoint> points,
    List<StoredIdentifier> identifiers,
    List<StoredItem> items,
    boolean moreItems,
    List<Membership> memberships) {

  static Holdings of(Subject subject, Scope scope) {
    return new Holdings(subject, scope, List.of(), List.of(), List.of(), false, List.of());
  }

  Holdings withPoints(List<StoredContactPoint> found) {
    return new Holdings(subject, scope, found, identifiers, items, moreItems, memberships);
  }

  Holdings withIdentifiers(List<StoredIdentifier> found) {
    return new Holdings(subject, scope, points, found, items, moreItems, memberships);
  }

  Holdings withItems(List<StoredItem> found, boolean more) {
    return new Holdings(subject, scope, points, identifiers, found, more, memberships);
  }

  Holdings withMemberships(List<Membership> found) {
    return new Holdings(subject, scope, points, identifiers, items, moreItems, found);
  }

  /** The categories of which something may be here. */
  public List<String> categories() {
    Stream<String> ofItems = items.stream().map(StoredItem::category);
    return Stream.concat(scope.categories().stream(), ofItems).distinct().sorted().toList();
  }

  /** The data keys that open it. */
  public List<KeyRef> keys() {
    return categories().stream().map(subject::key).toList();
  }
}
