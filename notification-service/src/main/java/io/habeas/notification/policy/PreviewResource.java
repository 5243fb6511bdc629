package io.habeas.notification.policy;

import io.habeas.access.Permit;
import io.habeas.access.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Shows an author what a text will look like. Nothing is kept. */
@Path("/api/notification/v1/policy-previews")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class PreviewResource {

  /** The Markdown to be shown. */
  public record Source(
      @NotNull @Size(max = 200_000) @Pattern(regexp = Names.TEXT) String markdown) {}

  /** The HTML that the policy page would show, made safe in the same way. */
  public record Preview(String html) {}

  /** Renders a text as the policy page does. */
  @POST
  @Permit(
      scope = "policy:write",
      roles = {Role.DPO, Role.LEGAL, Role.MARKETING},
      gateway = true)
  public Preview preview(@NotNull @Valid Source source) {
    return new Preview(Markdown.html(source.markdown()));
  }
}
