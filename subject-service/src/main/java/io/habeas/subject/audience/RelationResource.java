package io.habeas.subject.audience;

import io.habeas.access.Caller;
import io.habeas.access.Permit;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** What one subject has to do with us, over HTTP, for services. */
@Path("/api/subject/v1/relation")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Audience")
class RelationResource {

  private final Audience audience;
  private final Caller caller;

  RelationResource(Audience audience, Caller caller) {
    this.audience = audience;
    this.caller = caller;
  }

  @GET
  @Permit(scope = "subject:audience")
  @Operation(summary = "What of a subject decides whether a change concerns it")
  public Uni<Relation> of(@RestQuery @NotNull UUID subjectId) {
    return audience.relation(subjectId, caller.id());
  }
}
