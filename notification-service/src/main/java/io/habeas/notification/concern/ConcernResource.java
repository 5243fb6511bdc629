package io.habeas.notification.concern;

import io.habeas.access.Ownership;
import io.habeas.access.Permit;
import io.habeas.access.Role;
import io.habeas.notification.policy.Names;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** "What changes for me", asked by the subject or for them. */
@Path("/api/notification/v1/subjects/{subjectId}/policies/{document}/versions/{version}/changes")
@Produces(MediaType.APPLICATION_JSON)
public class ConcernResource {
  private final Concerns concerns;

  ConcernResource(Concerns concerns) {
    this.concerns = concerns;
  }

  /** The changed sections that concern this person, with why; the untagged always. */
  @GET
  @Permit(
      scope = "notification:read",
      roles = {Role.CUSTOMER, Role.SUPPORT, Role.DPO, Role.LEGAL},
      ownership = Ownership.SUBJECT,
      gateway = true)
  public Uni<ConcernView> changes(
      @PathParam("subjectId") UUID subjectId,
      @PathParam("document") @Pattern(regexp = Names.SLUG) String document,
      @PathParam("version") @Pattern(regexp = Names.LABEL) String version,
      @QueryParam("lang") @Pattern(regexp = Names.LANGUAGE) @Nullable String language) {
    return concerns.of(
        subjectId, document, version, language == null ? List.of() : List.of(language));
  }
}
