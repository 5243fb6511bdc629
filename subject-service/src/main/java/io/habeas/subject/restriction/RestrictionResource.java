package io.habeas.subject.restriction;

import io.habeas.access.Caller;
import io.habeas.access.Permit;
import io.habeas.access.Role;
import io.habeas.subject.record.State;
import io.habeas.subject.screening.Fields;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The restriction of a subject over HTTP. */
@Path("/api/subject/v1/subjects/{subjectId}/restriction")
@Tag(name = "Subjects")
class RestrictionResource {

  private final Restrictions restrictions;
  private final Caller caller;

  RestrictionResource(Restrictions restrictions, Caller caller) {
    this.restrictions = restrictions;
    this.caller = caller;
  }

  @PUT
  @Permit(
      roles = {Role.DPO},
      gateway = true)
  @Operation(summary = "Restrict the use of a subject's data, or lift the restriction")
  public Uni<StateView> put(UUID subjectId, @NotNull @Valid RestrictionBody body) {
    Fields fields = Fields.ofRequest();
    String reason = fields.text("reason", body.reason(), 2000);
    fields.requireNone();
    return restrictions
        .set(subjectId, body.restricted(), reason, caller.id())
        .map(state -> new StateView(subjectId, state));
  }

  /** Whether to restrict and why; the reason is kept encrypted. */
  record RestrictionBody(@NotNull Boolean restricted, @Nullable String reason) {

    @Override
    public String toString() {
      return "RestrictionBody[" + restricted + "]";
    }
  }

  /** The state from now on. */
  record StateView(UUID id, State state) {}
}
