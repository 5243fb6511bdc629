package io.habeas.subject.dossier;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.habeas.subject.contact.ContactKind;
import io.habeas.subject.contact.StoredContactPoint;
import io.habeas.subject.item.StoredItem;
import io.habeas.subject.person.StoredIdentifier;
import io.habeas.subject.record.State;
import io.habeas.subject.record.Subject;
import io.habeas.subject.registry.Category;
import io.habeas.subject.vault.DataKeys;
import io.habeas.subject.vault.KeyRef;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the desk sees of one subject before it reveals anything: that there is something, of which
 * kind and from where, but not what. Items come without their values, which are not even opened.
 *
 * @param purpose for which it is shown
 * @param maskedName absent where the purpose does not cover it, like the lists below
 * @param moreItems whether only the oldest thousand items are here
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MaskedDossier(
    UUID id,
    State state,
    String purpose,
    String kind,
    String residency,
    List<String> languages,
    String timeZone,
    @Nullable String maskedName,
    @Nullable List<Dossier.AccountView> accounts,
    @Nullable List<MaskedContactPoint> contactPoints,
    @Nullable List<MaskedIdentifier> identifiers,
    List<ItemOrigin> items,
    boolean moreItems) {

  static MaskedDossier of(Holdings found, DataKeys keys) {
    Subject subject = found.subject();
    Scope scope = found.scope();
    return new MaskedDossier(
        subject.id(),
        subject.state(),
        scope.purpose().slug(),
        subject.kind(),
        subject.residency(),
        subject.languages(),
        subject.timeZone(),
        scope.covers(Category.IDENTITY) ? subject.openName(keys).masked() : null,
        scope.covers(Category.ACCOUNT)
            ? found.memberships().stream().map(Dossier.AccountView::of).toList()
            : null,
        scope.covers(Category.CONTACT)
            ? found.points().stream().map(point -> MaskedContactPoint.of(point, keys)).toList()
            : null,
        scope.covers(Category.IDENTIFIER)
            ? found.identifiers().stream().map(one -> MaskedIdentifier.of(one, keys)).toList()
            : null,
        found.items().stream().map(ItemOrigin::of).toList(),
        found.moreItems());
  }

  /** The keys of what is masked; what is not shown at all stays shut. */
  static List<KeyRef> keys(Holdings found) {
    return Stream.of(Category.IDENTITY, Category.CONTACT, Category.IDENTIFIER)
        .filter(found.scope()::covers)
        .map(found.subject()::key)
        .toList();
  }

  /** A contact point of which the kind shows and a hint that tells two apart. */
  record MaskedContactPoint(
      UUID id, ContactKind kind, String masked, @Nullable Instant verifiedAt) {

    static MaskedContactPoint of(StoredContactPoint point, DataKeys keys) {
      return new MaskedContactPoint(
          point.id(), point.kind(), point.open(keys).masked(), point.verifiedAt());
    }
  }

  /** An identifier of which the kind shows and at most its last two characters. */
  record MaskedIdentifier(UUID id, String kind, String masked) {

    static MaskedIdentifier of(StoredIdentifier stored, DataKeys keys) {
      return new MaskedIdentifier(stored.id(), stored.kind(), stored.open(keys).masked());
    }
  }

  /** Where an item comes from and what it is held for, without the item. */
  record ItemOrigin(
      UUID id,
      String category,
      String source,
      List<String> purposes,
      String legalBasis,
      Instant collectedAt) {

    static ItemOrigin of(StoredItem stored) {
      return new ItemOrigin(
          stored.id(),
          stored.category(),
          stored.source(),
          stored.purposes(),
          stored.legalBasis(),
          stored.collectedAt());
    }
  }
}
