package io.habeas.subject.contact;

import io.habeas.access.Caller;
import io.habeas.access.Permit;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** Contact data over HTTP, for services, at the moment of use. */
@Path("/api/subject/v1")
@Tag(name = "Contacts")
class ContactsResource {

  private final Contacts contacts;
  private final Reachabilities reachabilities;
  private final Caller caller;

  ContactsResource(Contacts contacts, Reachabilities reachabilities, Caller caller) {
    this.contacts = contacts;
    this.reachabilities = reachabilities;
    this.caller = caller;
  }

  @POST
  @Path("/contacts")
  @Permit(scope = "subject:contact")
  @Produces("application/x-ndjson")
  @RestStreamElementType(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "How to reach these subjects for a named purpose",
      description =
          "One JSON object a line. Who is restricted, erased or has no such contact point is left"
              + " out; a mandatory purpose reaches the restricted too.")
  public Multi<Contact> contacts(@NotNull @Valid ContactsBody body) {
    caller.requirePurpose(body.purpose());
    return contacts
        .of(Set.copyOf(body.subjectIds()), body.purpose(), body.channel(), caller.id())
        .onItem()
        .disjoint();
  }

  @POST
  @Path("/reachability")
  @Permit(scope = "subject:reachability")
  @Operation(summary = "Report which contact points could be reached")
  public Uni<Void> reached(@NotNull @Valid ReachabilityBody body) {
    return reachabilities.hear(body.contactPoints(), caller.id());
  }

  /** Whom to reach, for what, by what. */
  record ContactsBody(
      @NotBlank String purpose,
      @NotNull Channel channel,
      @NotEmpty @Size(max = 1000) List<@NotNull UUID> subjectIds) {}

  /** What a sender learned. */
  record ReachabilityBody(
      @NotEmpty @Size(max = 1000) List<@NotNull @Valid Reachability> contactPoints) {}
}
