package io.habeas.subject.dossier;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.habeas.subject.account.Membership;
import io.habeas.subject.contact.ContactPointView;
import io.habeas.subject.item.StoredItem;
import io.habeas.subject.person.PersonName;
import io.habeas.subject.person.StoredIdentifier;
import io.habeas.subject.record.State;
import io.habeas.subject.record.Subject;
import io.habeas.subject.registry.Category;
import io.habeas.subject.vault.DataKeys;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of one subject.
 *
 * @param purpose for which it is shown
 * @param names absent where the purpose does not cover them, like the lists below
 * @param moreItems whether only the oldest thousand items are here
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Dossier(
    UUID id,
    State state,
    String purpose,
    String kind,
    String residency,
    List<String> languages,
    String timeZone,
    @Nullable PersonName names,
    @Nullable List<AccountView> accounts,
    @Nullable List<ContactPointView> contactPoints,
    @Nullable List<IdentifierView> identifiers,
    List<ItemView> items,
    boolean moreItems) {

  static Dossier of(Holdings found, DataKeys keys) {
    Subject subject = found.subject();
    Scope scope = found.scope();
    return new Dossier(
        subject.id(),
        subject.state(),
        scope.purpose().slug(),
        subject.kind(),
        subject.residency(),
        subject.languages(),
        subject.timeZone(),
        scope.covers(Category.IDENTITY) ? subject.openName(keys) : null,
        scope.covers(Category.ACCOUNT)
            ? found.memberships().stream().map(AccountView::of).toList()
            : null,
        scope.covers(Category.CONTACT)
            ? found.points().stream().map(point -> ContactPointView.of(point, keys)).toList()
            : null,
        scope.covers(Category.IDENTIFIER)
            ? found.identifiers().stream().map(one -> IdentifierView.of(one, keys)).toList()
            : null,
        found.items().stream().map(item -> ItemView.of(item, keys)).toList(),
        found.moreItems());
  }

  @Override
  public String toString() {
    return "Dossier[" + id + "]";
  }

  /** An account in which the person acts. */
  @Schema(name = "DossierAccount")
  record AccountView(String number, List<String> roles) {

    static AccountView of(Membership membership) {
      return new AccountView(membership.account().value(), membership.roles());
    }

    @Override
    public String toString() {
      return "AccountView[***]";
    }
  }

  /** An identifier. */
  record IdentifierView(UUID id, String kind, String value) {

    static IdentifierView of(StoredIdentifier stored, DataKeys keys) {
      return new IdentifierView(stored.id(), stored.kind(), stored.open(keys).value());
    }

    @Override
    public String toString() {
      return "IdentifierView[***]";
    }
  }

  /** An item with where it comes from and what it is held for. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ItemView(
      UUID id,
      String category,
      int categoryVersion,
      @JsonRawValue @Schema(type = SchemaType.OBJECT) String value,
      String source,
      List<String> purposes,
      String legalBasis,
      Instant collectedAt,
      Instant recordedAt,
      String recordedBy,
      @Nullable String policyVersion) {

    static ItemView of(StoredItem stored, DataKeys keys) {
      return new ItemView(
          stored.id(),
          stored.category(),
          stored.categoryVersion(),
          stored.open(keys),
          stored.source(),
          stored.purposes(),
          stored.legalBasis(),
          stored.collectedAt(),
          stored.recordedAt(),
          stored.recordedBy(),
          stored.policyVersion());
    }

    @Override
    public String toString() {
      return "ItemView[" + category + " ***]";
    }
  }
}
