package io.habeas.subject.release;

import io.habeas.access.Caller;
import io.habeas.access.Permit;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Releases over HTTP, for services. */
@Path("/api/subject/v1/releases")
@Tag(name = "Releases")
class ReleaseResource {

  private final Releases releases;
  private final Caller caller;

  ReleaseResource(Releases releases, Caller caller) {
    this.releases = releases;
    this.caller = caller;
  }

  @POST
  @Permit(scope = "subject:release")
  @Operation(
      summary = "Read just these fields of a subject for a named purpose",
      description =
          "Fields: name, givenName, familyName, languages, residency, timeZone, email, phone,"
              + " postalAddress, identifiers, accountNumbers, items.<category>. A field of which"
              + " nothing is held for the purpose is absent from the answer.")
  public Uni<ReleasedView> release(@NotNull @Valid ReleaseBody body) {
    caller.requirePurpose(body.purpose());
    return releases
        .read(body.subjectId(), body.purpose(), Set.copyOf(body.fields()), caller.id())
        .map(ReleasedView::new);
  }

  /** Whose fields, which ones and what for. */
  record ReleaseBody(
      @NotBlank String purpose,
      @NotNull UUID subjectId,
      @NotEmpty @Size(max = 50) List<@NotBlank @Size(max = 60) String> fields) {}

  /** The fields by name. */
  record ReleasedView(Map<String, Object> fields) {

    @Override
    public String toString() {
      return "ReleasedView" + fields.keySet();
    }
  }
}
