package io.habeas.consent.decision;

import io.habeas.access.Permit;
import io.habeas.access.Role;
import io.habeas.consent.purpose.Channel;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Asked right before each contact. */
@Path("/api/consent/v1/decisions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "decisions")
public class DecisionResource {

  /**
   * One question.
   *
   * @param subjectId whom we want to contact
   * @param purpose the registry's name
   * @param channel by which channel
   */
  record Question(@NotNull UUID subjectId, @NotNull String purpose, @NotNull Channel channel) {}

  /**
   * One question about many.
   *
   * @param purpose the registry's name
   * @param channel by which channel
   * @param subjectIds at most 10,000
   */
  record BatchQuestion(
      @NotNull String purpose,
      @NotNull Channel channel,
      @NotEmpty @Size(max = 10_000) List<@NotNull UUID> subjectIds) {}

  /**
   * The answers.
   *
   * @param decisions in the order asked
   */
  record Batch(List<Decision> decisions) {}

  private final Decisions decisions;

  @Inject
  DecisionResource(Decisions decisions) {
    this.decisions = decisions;
  }

  @POST
  @Permit(
      scope = "consent:decide",
      roles = {Role.SUPPORT, Role.DPO, Role.MARKETING},
      gateway = true)
  @Operation(summary = "May we contact this subject, by this channel, for this purpose, now?")
  public Uni<Decision> decide(@NotNull @Valid Question question) {
    return decisions
        .decide(List.of(question.subjectId()), question.purpose(), question.channel())
        .map(List::getFirst);
  }

  @POST
  @Path("/batch")
  @Permit(scope = "consent:decide", gateway = true)
  @Operation(summary = "The same for up to 10,000 subjects")
  public Uni<Batch> decideBatch(@NotNull @Valid BatchQuestion question) {
    return decisions
        .decide(question.subjectIds(), question.purpose(), question.channel())
        .map(Batch::new);
  }
}
