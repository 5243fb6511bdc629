package io.habeas.subject.account;

import io.habeas.access.Caller;
import io.habeas.access.Permit;
import io.habeas.access.Role;
import io.habeas.problem.Invalid;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Accounts over HTTP. */
@Path("/api/subject/v1/accounts/{number}")
@Tag(name = "Accounts")
class AccountResource {

  private final Accounts accounts;
  private final Caller caller;

  AccountResource(Accounts accounts, Caller caller) {
    this.accounts = accounts;
    this.caller = caller;
  }

  @PUT
  @Permit(scope = "subject:write", gateway = true)
  @Operation(
      summary = "Hold an account and its people",
      description =
          "Sent twice it is held once. People of the account who are not named stay as they are.")
  public Uni<RegisteredView> put(String number, @NotNull AccountBody body) {
    if (body.number() != null && !body.number().equals(number)) {
      throw new Invalid("number", "must be the number in the path");
    }
    return accounts.put(body.withNumber(number), caller.id()).map(RegisteredView::of);
  }

  @GET
  @Permit(
      scope = "subject:read",
      roles = {Role.SUPPORT, Role.DPO},
      gateway = true)
  @Operation(summary = "An account and who acts in it, for a named purpose")
  public Uni<AccountView> get(String number, @RestQuery @Nullable String purpose) {
    if (purpose == null) {
      throw new Invalid("purpose", "is required");
    }
    caller.requirePurpose(purpose);
    return accounts.get(new AccountNumber(number), purpose, caller.id());
  }

  /** Under which ids the people of the account are held. */
  record RegisteredView(String number, List<PersonView> people) {

    static RegisteredView of(Registered registered) {
      return new RegisteredView(
          registered.number(),
          registered.people().stream()
              .map(person -> new PersonView(person.key(), person.subjectId()))
              .toList());
    }
  }

  /** A person of the account: the sender's key and our id. */
  record PersonView(String key, UUID subjectId) {}
}
