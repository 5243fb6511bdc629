package io.habeas.consent.decision;

import io.habeas.access.Ownership;
import io.habeas.access.Permit;
import io.habeas.access.Role;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is on and what is off for one subject, and by which rule. */
@Path("/api/consent/v1/subjects/{subjectId}/standing")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "preferences")
public class StandingResource {

  /** The matrix, in the registry's order. */
  record Matrix(List<Standing> standing) {}

  private final Standings standings;

  @Inject
  StandingResource(Standings standings) {
    this.standings = standings;
  }

  @GET
  @Permit(
      scope = "consent:read",
      roles = {Role.CUSTOMER, Role.SUPPORT, Role.DPO},
      ownership = Ownership.SUBJECT,
      gateway = true)
  @Operation(summary = "What is on and off for each purpose and channel, and by which rule")
  public Uni<Matrix> of(UUID subjectId) {
    return standings.of(subjectId).map(Matrix::new);
  }
}
