package io.habeas.notification.binding;

import io.habeas.access.Ownership;
import io.habeas.access.Permit;
import io.habeas.access.Role;
import io.habeas.notification.policy.Names;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** "Which version bound me on that day", asked by the subject or for them. */
@Path("/api/notification/v1/subjects/{subjectId}/binding")
@Produces(MediaType.APPLICATION_JSON)
public class SubjectBindingResource {
  private final Bindings bindings;

  SubjectBindingResource(Bindings bindings) {
    this.bindings = bindings;
  }

  /** For the subject: from themselves. */
  @GET
  @Permit(
      scope = "notification:read",
      roles = {Role.CUSTOMER, Role.SUPPORT, Role.DPO, Role.LEGAL},
      ownership = Ownership.SUBJECT,
      gateway = true)
  public Uni<BindingView> ofSubject(
      @PathParam("subjectId") UUID subjectId,
      @QueryParam("document") @NotNull @Pattern(regexp = Names.SLUG) String document,
      @QueryParam("on") @NotNull String on) {
    return bindings.on(document, subjectId, on);
  }
}
