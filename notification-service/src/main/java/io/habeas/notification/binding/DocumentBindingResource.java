package io.habeas.notification.binding;

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

/** "Which version bound this subject on that day", asked by the desk. */
@Path("/api/notification/v1/policies/{document}/binding")
@Produces(MediaType.APPLICATION_JSON)
public class DocumentBindingResource {
  private final Bindings bindings;

  DocumentBindingResource(Bindings bindings) {
    this.bindings = bindings;
  }

  /** For the desk: from the document. */
  @GET
  @Permit(
      scope = "policy:read",
      roles = {Role.SUPPORT, Role.DPO, Role.LEGAL, Role.AUDITOR},
      gateway = true)
  public Uni<BindingView> ofDocument(
      @PathParam("document") @Pattern(regexp = Names.SLUG) String document,
      @QueryParam("subjectId") @NotNull UUID subjectId,
      @QueryParam("on") @NotNull String on) {
    return bindings.on(document, subjectId, on);
  }
}
