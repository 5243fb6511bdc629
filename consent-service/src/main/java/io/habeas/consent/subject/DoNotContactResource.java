package io.habeas.consent.subject;

import io.habeas.access.Caller;
import io.habeas.access.Ownership;
import io.habeas.access.Permit;
import io.habeas.access.Role;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The switch above all switches. */
@Path("/api/consent/v1/subjects/{subjectId}/do-not-contact")
@Tag(name = "preferences")
public class DoNotContactResource {

  /**
   * @param enabled whether to leave the subject alone
   * @param evidence what shows it: a ticket, call or case number
   */
  record Change(
      @NotNull Boolean enabled,
      @NotNull @Pattern(regexp = "[A-Za-z0-9#/_.-]{1,64}") String evidence) {}

  private final Subjects subjects;
  private final Caller caller;

  @Inject
  DoNotContactResource(Subjects subjects, Caller caller) {
    this.subjects = subjects;
    this.caller = caller;
  }

  @PUT
  @Permit(
      scope = "consent:write",
      roles = {Role.CUSTOMER, Role.SUPPORT, Role.DPO},
      ownership = Ownership.SUBJECT,
      gateway = true)
  @Operation(summary = "Turn every optional contact off, or on again as it was")
  public Uni<Void> change(UUID subjectId, @NotNull @Valid Change change) {
    return subjects.doNotContact(subjectId, change.enabled(), change.evidence(), caller);
  }
}
