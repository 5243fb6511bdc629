package io.habeas.notification.event;

import io.habeas.access.Caller;
import io.habeas.access.Permit;
import io.habeas.outbox.CloudEvent;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;

/** Where other services tell what happened to subjects. */
@Path("/api/notification/v1/events")
public class EventResource {
  private final Memberships memberships;
  private final Caller caller;

  EventResource(Memberships memberships, Caller caller) {
    this.memberships = memberships;
    this.caller = caller;
  }

  /** Takes a batch of events, all or none; a repeated or older one changes nothing. */
  @POST
  @Consumes(CloudEvent.BATCH)
  @Permit(scope = "notification:events")
  public Uni<Void> take(
      @NotNull @Size(min = 1, max = CloudEvent.MOST_IN_A_BATCH)
          List<@NotNull @Valid CloudEvent> events) {
    events.forEach(event -> caller.requireSource(event.source()));
    return memberships.take(events);
  }
}
