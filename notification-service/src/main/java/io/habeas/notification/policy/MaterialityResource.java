package io.habeas.notification.policy;

import io.habeas.access.Caller;
import io.habeas.access.Permit;
import io.habeas.access.Role;
import io.habeas.clock.BusinessClock;
import io.habeas.notification.NotificationFailure;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether a draft's change is material, over HTTP. One person proposes to call it not material and
 * says why, another approves; each of the text that they have read, so both send its etag.
 */
@Path("/api/notification/v1/policies/{document}/versions/{version}/materiality")
@Produces(MediaType.APPLICATION_JSON)
public class MaterialityResource {
  private final Pool pool;
  private final Policies policies;
  private final BusinessClock clock;
  private final Caller caller;

  MaterialityResource(Pool pool, Policies policies, BusinessClock clock, Caller caller) {
    this.pool = pool;
    this.policies = policies;
    this.clock = clock;
    this.caller = caller;
  }

  /** Why the change is not material: published, so in every language of the version. */
  public record Proposal(
      @NotEmpty @Size(max = 40)
          Map<
                  @Pattern(regexp = Names.LANGUAGE) String,
                  @NotBlank @Size(max = 2_000) @Pattern(regexp = Names.TEXT) String>
              reason) {}

  /** Proposes to call it not material. An earlier proposal falls, and so does its approval. */
  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Permit(
      scope = "policy:write",
      roles = {Role.DPO, Role.LEGAL},
      gateway = true)
  public Uni<VersionView> propose(
      @PathParam("document") @Pattern(regexp = Names.SLUG) String document,
      @PathParam("version") @Pattern(regexp = Names.LABEL) String version,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @NotNull @Valid Proposal proposal) {
    return judge(
        document,
        version,
        ifMatch,
        "policy-version.not-material-proposed",
        (draft, binding, kind) -> {
          Words.requireEveryLanguage(proposal.reason(), draft);
          return draft.proposeNotMaterial(
              proposal.reason(), caller.id(), binding, kind, clock.now());
        });
  }

  /** Approves the proposal of somebody else. */
  @PUT
  @Path("/approval")
  @Permit(
      scope = "policy:write",
      roles = {Role.DPO, Role.LEGAL},
      gateway = true)
  public Uni<VersionView> approve(
      @PathParam("document") @Pattern(regexp = Names.SLUG) String document,
      @PathParam("version") @Pattern(regexp = Names.LABEL) String version,
      @HeaderParam("If-Match") @Nullable String ifMatch) {
    return judge(
        document,
        version,
        ifMatch,
        "policy-version.not-material-approved",
        (draft, binding, kind) ->
            draft.approveNotMaterial(caller.id(), binding, kind, clock.now()));
  }

  /** Calls it material after all. */
  @DELETE
  @Permit(
      scope = "policy:write",
      roles = {Role.DPO, Role.LEGAL},
      gateway = true)
  public Uni<VersionView> reject(
      @PathParam("document") @Pattern(regexp = Names.SLUG) String document,
      @PathParam("version") @Pattern(regexp = Names.LABEL) String version) {
    return pool.withTransaction(
            tx ->
                policies
                    .forChange(tx, document, version)
                    .chain(
                        draft ->
                            policies.save(
                                tx,
                                caller.id(),
                                "policy-version.called-material",
                                draft.callMaterial())))
        .map(VersionView::of);
  }

  private interface Judgement {
    PolicyVersion of(PolicyVersion draft, @Nullable PolicyVersion binding, DocumentKind kind);
  }

  private Uni<VersionView> judge(
      String document,
      String version,
      @Nullable String ifMatch,
      String action,
      Judgement judgement) {
    if (!caller.isPerson()) {
      throw new NotificationFailure.CallsForPeople();
    }
    if (ifMatch == null || ifMatch.isBlank()) {
      throw new NotificationFailure.EtagMissing();
    }
    return pool.withTransaction(
            tx ->
                policies
                    .forChange(tx, document, version)
                    .invoke(draft -> requireRead(draft, ifMatch.strip()))
                    .chain(
                        draft ->
                            policies
                                .document(tx, document)
                                .chain(
                                    known ->
                                        policies
                                            .binding(tx, draft)
                                            .map(
                                                binding ->
                                                    judgement.of(draft, binding, known.kind()))))
                    .chain(judged -> policies.save(tx, caller.id(), action, judged)))
        .map(VersionView::of);
  }

  private static void requireRead(PolicyVersion draft, String etag) {
    if (draft.state() == VersionState.DRAFT && !DraftResource.etag(draft).equals(etag)) {
      throw new NotificationFailure.ChangedMeanwhile();
    }
  }
}
