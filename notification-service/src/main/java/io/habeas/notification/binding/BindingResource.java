package io.habeas.notification.binding;

import io.habeas.access.Ownership;
import io.habeas.access.Permit;
import io.habeas.access.Role;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** "Which version bound this subject on that day" over HTTP, from both sides. */
@Path("/api/notification/v1")
@Produces(MediaType.APPLICATION_JSON)
public class BindingResource {
  private final Bindings bindings;

  BindingResource(Bindings bindings) {
    this.bindings = bindings;
  }

  /** For the desk: from the document. */
  @GET
  @Path("/policies/{document}/binding")
  @Permit(
      scope = "policy:read",
      roles = {Role.SUPPORT, Role.DPO, Role.LEGAL, Role.AUDITOR},
      gateway = true)
  public Uni<BindingView> ofDocument(
      @PathParam("document") String document,
      @QueryParam("subjectId") @NotNull UUID subjectId,
      @QueryParam("on") @NotNull String on) {
    return bindings.on(document, subjectId, on);
  }

  /** For the subject: from themselves. */
  @GET
  @Path("/subjects/{subjectId}/binding")
  @Permit(
      scope = "notification:read",
      roles = {Role.CUSTOMER, Role.SUPPORT, Role.DPO, Role.LEGAL},
      ownership = Ownership.SUBJECT,
      gateway = true)
  public Uni<BindingView> ofSubject(
      @PathParam("subjectId") UUID subjectId,
      @QueryParam("document") @NotNull String document,
      @QueryParam("on") @NotNull String on) {
    return bindings.on(document, subjectId, on);
  }
}
