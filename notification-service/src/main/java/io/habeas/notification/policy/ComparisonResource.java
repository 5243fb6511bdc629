package io.habeas.notification.policy;

import io.habeas.access.Permit;
import io.habeas.access.Role;
import io.habeas.notification.difference.BlockDifference;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Shows an author what a text changes before it is saved. Nothing is kept. */
@Path("/api/notification/v1/policy-comparisons")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ComparisonResource {
  private final Differences differences;

  ComparisonResource(Differences differences) {
    this.differences = differences;
  }

  /** Two texts in Markdown. */
  public record Texts(
      @NotNull @Size(max = 200_000) @Pattern(regexp = Names.TEXT) String before,
      @NotNull @Size(max = 200_000) @Pattern(regexp = Names.TEXT) String after) {}

  /** How they differ, in reading order. */
  public record Comparison(List<BlockDifference> blocks) {}

  /** Compares two texts as versions are compared. */
  @POST
  @Permit(
      scope = "policy:write",
      roles = {Role.DPO, Role.LEGAL, Role.MARKETING},
      gateway = true)
  public Uni<Comparison> compare(@NotNull @Valid Texts texts) {
    return differences
        .between(texts.before(), texts.after())
        .map(difference -> new Comparison(difference.blocks()));
  }
}
