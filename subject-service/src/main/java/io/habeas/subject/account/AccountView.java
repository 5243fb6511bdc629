package io.habeas.subject.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An account as it is shown. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AccountView(
    String number,
    String kind,
    @Nullable String name,
    String brand,
    List<String> products,
    String residency,
    @Nullable Instant signedUpAt,
    List<MemberView> people) {

  static AccountView of(AccountRow row, AccountRow.Details details, List<MembershipRow> members) {
    return new AccountView(
        details.number(),
        row.kind(),
        details.name(),
        row.brand(),
        row.products(),
        row.residency(),
        row.signedUpAt(),
        members.stream()
            .map(member -> new MemberView(member.subjectId(), member.roles()))
            .toList());
  }

  @Override
  public String toString() {
    return "AccountView[***]";
  }

  /** Who acts in the account. */
  record MemberView(UUID subjectId, Collection<String> roles) {}
}
