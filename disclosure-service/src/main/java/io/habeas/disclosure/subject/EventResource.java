package io.habeas.disclosure.subject;

import io.habeas.access.Caller;
import io.habeas.access.Permit;
import io.habeas.outbox.CloudEvent;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where other services tell what happened. */
@Path("/api/disclosure/v1/events")
@Tag(name = "events")
public class EventResource {

  private final Subjects subjects;
  private final Caller caller;

  @Inject
  EventResource(Subjects subjects, Caller caller) {
    this.subjects = subjects;
    this.caller = caller;
  }

  @POST
  @Consumes(CloudEvent.BATCH)
  @Permit(scope = "disclosure:events")
  @Operation(
      summary = "Take a batch of CloudEvents, all or none; a repeated or older one changes nothing")
  public Uni<Void> take(
      @NotNull @Size(min = 1, max = CloudEvent.MOST_IN_A_BATCH)
          List<@NotNull @Valid CloudEvent> events) {
    events.forEach(event -> caller.requireSource(event.source()));
    return subjects.take(events);
  }
}
