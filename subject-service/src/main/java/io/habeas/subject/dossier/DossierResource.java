package io.habeas.subject.dossier;

import io.habeas.access.Caller;
import io.habeas.access.Ownership;
import io.habeas.access.Permit;
import io.habeas.access.Role;
import io.habeas.problem.Invalid;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.NotBlank;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** One subject over HTTP. */
@Path("/api/subject/v1/subjects/{subjectId}")
@Tag(name = "Subjects")
class DossierResource {

  private static final String OWN_ACCESS = "rights-requests";

  private final Dossiers dossiers;
  private final Caller caller;

  DossierResource(Dossiers dossiers, Caller caller) {
    this.dossiers = dossiers;
    this.caller = caller;
  }

  @GET
  @Permit(
      scope = "subject:read",
      roles = {Role.CUSTOMER, Role.SUPPORT, Role.DPO, Role.LEGAL},
      ownership = Ownership.SUBJECT,
      gateway = true)
  @Operation(
      summary = "What is held of a subject for a named purpose",
      description = "A customer who names no purpose reads everything of their own.")
  public Uni<Dossier> read(UUID subjectId, @RestQuery @Nullable String purpose) {
    String named = purpose == null && isCustomerOnly() ? OWN_ACCESS : purpose;
    if (named == null) {
      throw new Invalid("purpose", "is required");
    }
    caller.requirePurpose(named);
    return dossiers.read(subjectId, named, caller.id());
  }

  @GET
  @Path("/masked")
  @Permit(
      scope = "subject:read",
      roles = {Role.SUPPORT, Role.DPO, Role.LEGAL},
      gateway = true)
  @Operation(
      summary = "What the desk sees of a subject before it reveals anything",
      description = "Names, contact points and identifiers masked, items without their values.")
  public Uni<MaskedDossier> masked(UUID subjectId, @RestQuery @NotBlank String purpose) {
    caller.requirePurpose(purpose);
    return dossiers.masked(subjectId, purpose, caller.id());
  }

  private boolean isCustomerOnly() {
    return caller.roles().equals(Set.of(Role.CUSTOMER));
  }
}
