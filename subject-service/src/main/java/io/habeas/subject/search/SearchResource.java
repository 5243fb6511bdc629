package io.habeas.subject.search;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.habeas.access.Caller;
import io.habeas.access.Permit;
import io.habeas.access.Role;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The search over HTTP. What is looked for travels in a body: addresses end up in logs. */
@Path("/api/subject/v1/subjects/search")
@Tag(name = "Subjects")
class SearchResource {

  private final Search search;
  private final Caller caller;

  SearchResource(Search search, Caller caller) {
    this.search = search;
    this.caller = caller;
  }

  @POST
  @Permit(
      scope = "subject:search",
      roles = {Role.SUPPORT, Role.DPO},
      gateway = true)
  @Operation(summary = "Find subjects by e-mail address, telephone number or account number")
  public Uni<FoundView> find(@NotNull @Valid SearchBody body) {
    caller.requirePurpose(body.purpose());
    return search.find(body.kind(), body.value(), body.purpose(), caller.id()).map(FoundView::new);
  }

  /** By what to look. */
  enum By {
    @JsonProperty("email")
    EMAIL,
    @JsonProperty("phone")
    PHONE,
    @JsonProperty("account")
    ACCOUNT
  }

  /** What to look for and what for. */
  record SearchBody(
      @NotNull By kind, @NotBlank @Size(max = 254) String value, @NotBlank String purpose) {

    @Override
    public String toString() {
      return "SearchBody[" + kind + " ***]";
    }
  }

  /** Who was found, at most a hundred. */
  record FoundView(List<Hit> subjects) {}
}
