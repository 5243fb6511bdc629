package io.habeas.notification.policy;

import io.habeas.access.Caller;
import io.habeas.access.Permit;
import io.habeas.access.Role;
import io.habeas.clock.BusinessClock;
import io.habeas.idempotency.Answer;
import io.habeas.idempotency.Idempotency;
import io.habeas.notification.section.Sections;
import io.habeas.problem.Missing;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Documents and versions over HTTP. */
@Path("/api/notification/v1/policies")
@Produces(MediaType.APPLICATION_JSON)
public class PolicyResource {
  private final Policies policies;
  private final Idempotency idempotency;
  private final BusinessClock clock;
  private final Caller caller;

  PolicyResource(Policies policies, Idempotency idempotency, BusinessClock clock, Caller caller) {
    this.policies = policies;
    this.idempotency = idempotency;
    this.clock = clock;
    this.caller = caller;
  }

  /** A new document; a privacy policy unless it says what else. */
  public record NewPolicy(
      @NotNull @Pattern(regexp = Names.SLUG) String document,
      @NotBlank @Size(max = 200) @Pattern(regexp = Names.LINE) String title,
      @Nullable DocumentKind kind) {}

  /** All documents. */
  public record PolicyList(List<PolicyView> policies) {}

  /**
   * A version with its texts.
   *
   * @param etag of a draft, to be sent as If-Match when it is rewritten
   * @param earliestEffectiveAt of a draft: announced now, it may come into force then at the
   *     earliest
   */
  public record FullVersion(
      VersionView version,
      List<TextView> texts,
      @Nullable String etag,
      @Nullable Instant earliestEffectiveAt) {}

  /** A text, as written and as shown. */
  public record TextView(
      String language,
      String title,
      String summary,
      String markdown,
      String html,
      String hash,
      List<SectionView> sections) {}

  /** A section that can be linked to and tagged. */
  public record SectionView(String id, String title, int level) {}

  /** Starts a document. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Permit(
      scope = "policy:write",
      roles = {Role.DPO, Role.LEGAL, Role.MARKETING},
      gateway = true)
  public Uni<Response> create(
      @HeaderParam("Idempotency-Key") @Nullable String key, @NotNull @Valid NewPolicy policy) {
    return idempotency.once(
        key,
        caller,
        "policy.create",
        policy,
        tx ->
            policies
                .create(
                    tx,
                    caller.id(),
                    policy.document(),
                    policy.title(),
                    policy.kind() == null ? DocumentKind.PRIVACY : policy.kind())
                .map(
                    created ->
                        Answer.created(
                            "/api/notification/v1/policies/" + created.slug(),
                            PolicyView.of(created, List.of(), true))));
  }

  /** Lists the documents. */
  @GET
  @Permit(
      scope = "policy:read",
      roles = {Role.CUSTOMER, Role.SUPPORT, Role.DPO, Role.LEGAL, Role.MARKETING, Role.AUDITOR},
      gateway = true)
  public Uni<PolicyList> list() {
    boolean drafts = seesDrafts();
    return policies
        .documents()
        .onItem()
        .transformToMulti(documents -> Multi.createFrom().iterable(documents))
        .onItem()
        .transformToUniAndConcatenate(document -> view(document, drafts))
        .collect()
        .asList()
        .map(PolicyList::new);
  }

  /** A document with its versions. */
  @GET
  @Path("/{document}")
  @Permit(
      scope = "policy:read",
      roles = {Role.CUSTOMER, Role.SUPPORT, Role.DPO, Role.LEGAL, Role.MARKETING, Role.AUDITOR},
      gateway = true)
  public Uni<PolicyView> get(@PathParam("document") @Pattern(regexp = Names.SLUG) String document) {
    boolean drafts = seesDrafts();
    return policies.document(document).chain(found -> view(found, drafts));
  }

  /** A version with its texts. */
  @GET
  @Path("/{document}/versions/{version}")
  @Permit(
      scope = "policy:read",
      roles = {Role.CUSTOMER, Role.SUPPORT, Role.DPO, Role.LEGAL, Role.MARKETING, Role.AUDITOR},
      gateway = true)
  public Uni<FullVersion> version(
      @PathParam("document") @Pattern(regexp = Names.SLUG) String document,
      @PathParam("version") @Pattern(regexp = Names.LABEL) String label) {
    boolean drafts = seesDrafts();
    return policies
        .version(document, label)
        .map(
            version -> {
              if (version.state() == VersionState.DRAFT && !drafts) {
                throw new Missing();
              }
              return full(version, clock.now());
            });
  }

  private Uni<PolicyView> view(PolicyDocument document, boolean drafts) {
    return policies
        .versions(document.slug())
        .map(versions -> PolicyView.of(document, versions, drafts));
  }

  /** A draft is nobody's business who could only be confused by it. */
  private boolean seesDrafts() {
    return !caller.isPerson() || !Set.of(Role.CUSTOMER).containsAll(caller.roles());
  }

  private static FullVersion full(PolicyVersion version, Instant now) {
    boolean isDraft = version.state() == VersionState.DRAFT;
    return new FullVersion(
        VersionView.of(version),
        version.texts().stream().map(PolicyResource::text).toList(),
        isDraft ? DraftResource.etag(version) : null,
        isDraft ? version.earliest(now) : null);
  }

  private static TextView text(PolicyText text) {
    return new TextView(
        text.language(),
        text.title(),
        text.summary(),
        text.markdown(),
        text.html(),
        text.hash(),
        Sections.of(text.markdown()).stream()
            .map(each -> new SectionView(each.id(), each.title(), each.level()))
            .toList());
  }
}
