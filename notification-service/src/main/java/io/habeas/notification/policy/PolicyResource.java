package io.habeas.notification.policy;

import io.habeas.access.Caller;
import io.habeas.access.Permit;
import io.habeas.access.Role;
import io.habeas.idempotency.Answer;
import io.habeas.idempotency.Idempotency;
import io.habeas.notification.NotificationFailure;
import io.habeas.problem.Invalid;
import io.habeas.problem.Missing;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Documents and versions over HTTP. */
@Path("/api/notification/v1/policies")
@Produces(MediaType.APPLICATION_JSON)
public class PolicyResource {
  private final Policies policies;
  private final Idempotency idempotency;
  private final Caller caller;

  PolicyResource(Policies policies, Idempotency idempotency, Caller caller) {
    this.policies = policies;
    this.idempotency = idempotency;
    this.caller = caller;
  }

  /** A new document. */
  public record NewPolicy(
      @NotNull @Pattern(regexp = Names.SLUG) String document,
      @NotBlank @Size(max = 200) @Pattern(regexp = Names.LINE) String title) {}

  /**
   * A new version; {@code material} is true unless said otherwise, and saying otherwise is refused.
   */
  public record NewVersion(
      @NotNull @Pattern(regexp = Names.LABEL) String label,
      @Nullable Boolean material,
      @Nullable @Size(max = 20)
          Map<
                  @Size(max = 60) @Pattern(regexp = Names.LINE) String,
                  @Size(max = 50) List<
                      @NotNull @Size(max = 1000) @Pattern(regexp = Names.LINE) String>>
              changes,
      @NotEmpty @Size(max = 40) @Valid List<@NotNull NewText> texts) {}

  /** A new version's text in one language. */
  public record NewText(
      @NotNull @Pattern(regexp = "[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8}){0,3}") String language,
      @NotBlank @Size(max = 200) @Pattern(regexp = Names.LINE) String title,
      @NotBlank @Size(max = 200_000) @Pattern(regexp = Names.TEXT) String markdown,
      @NotBlank @Size(max = 4_000) @Pattern(regexp = Names.TEXT) String summary) {}

  /** All documents. */
  public record PolicyList(List<PolicyView> policies) {}

  /** A version with its texts. */
  public record FullVersion(VersionView version, List<TextView> texts) {}

  /** A text, as written and as shown. */
  public record TextView(
      String language, String title, String summary, String markdown, String html, String hash) {}

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
                .create(tx, caller.id(), policy.document(), policy.title())
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

  /** Drafts a version. */
  @POST
  @Path("/{document}/versions")
  @Consumes(MediaType.APPLICATION_JSON)
  @Permit(
      scope = "policy:write",
      roles = {Role.DPO, Role.LEGAL, Role.MARKETING},
      gateway = true)
  public Uni<Response> draft(
      @PathParam("document") @Pattern(regexp = Names.SLUG) String document,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @NotNull @Valid NewVersion version) {
    if (Boolean.FALSE.equals(version.material())) {
      throw new NotificationFailure.CallsForTwo();
    }
    requireOneTextPerLanguage(version);
    return idempotency.once(
        key,
        caller,
        "policy.draft " + document,
        version,
        tx ->
            policies
                .draft(
                    tx,
                    caller.id(),
                    document,
                    version.label(),
                    version.changes() == null ? Map.of() : version.changes(),
                    texts(version))
                .map(
                    draft ->
                        Answer.created(
                            "/api/notification/v1/policies/%s/versions/%s"
                                .formatted(document, draft.label()),
                            VersionView.of(draft))));
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
              return full(version);
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

  private static void requireOneTextPerLanguage(NewVersion version) {
    long languages =
        version.texts().stream()
            .map(text -> text.language().toLowerCase(Locale.ROOT))
            .distinct()
            .count();
    if (languages < version.texts().size()) {
      throw new Invalid("texts", "has a language twice");
    }
  }

  private static List<PolicyText> texts(NewVersion version) {
    return version.texts().stream()
        .map(
            text ->
                PolicyText.written(text.language(), text.title(), text.summary(), text.markdown()))
        .toList();
  }

  private static FullVersion full(PolicyVersion version) {
    return new FullVersion(
        VersionView.of(version),
        version.texts().stream()
            .map(
                text ->
                    new TextView(
                        text.language(),
                        text.title(),
                        text.summary(),
                        text.markdown(),
                        text.html(),
                        text.hash()))
            .toList());
  }
}
