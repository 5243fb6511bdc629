package io.habeas.notification.policy;

import io.habeas.access.Caller;
import io.habeas.access.Permit;
import io.habeas.access.Role;
import io.habeas.idempotency.Answer;
import io.habeas.idempotency.Idempotency;
import io.habeas.notification.NotificationFailure;
import io.habeas.notification.section.Tag;
import io.habeas.problem.Invalid;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writing of versions over HTTP, until they are announced. */
@Path("/api/notification/v1/policies")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class DraftResource {
  private static final String SECTION = "[\\p{L}\\p{M}\\p{N}-]{0,80}";

  private final Policies policies;
  private final Idempotency idempotency;
  private final Caller caller;

  DraftResource(Policies policies, Idempotency idempotency, Caller caller) {
    this.policies = policies;
    this.idempotency = idempotency;
    this.caller = caller;
  }

  /**
   * A new version; {@code material} is true unless two people say otherwise of the draft, so saying
   * so here is refused.
   *
   * @param sections whom sections concern: tags by the section's id
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
      @Nullable @Size(max = 500)
          Map<
                  @Pattern(regexp = SECTION) String,
                  @Size(max = 50) List<@NotNull @Pattern(regexp = Tag.PATTERN) String>>
              sections,
      @NotEmpty @Size(max = 40) @Valid List<@NotNull NewText> texts) {}

  /**
   * What a draft shall say from now on, in every language; changes and section tags that are left
   * out stay. Whoever had called it not material is asked again.
   */
  public record Rewriting(
      @Nullable @Size(max = 20)
          Map<
                  @Size(max = 60) @Pattern(regexp = Names.LINE) String,
                  @Size(max = 50) List<
                      @NotNull @Size(max = 1000) @Pattern(regexp = Names.LINE) String>>
              changes,
      @Nullable @Size(max = 500)
          Map<
                  @Pattern(regexp = SECTION) String,
                  @Size(max = 50) List<@NotNull @Pattern(regexp = Tag.PATTERN) String>>
              sections,
      @NotEmpty @Size(max = 40) @Valid List<@NotNull NewText> texts) {}

  /** A version's text in one language. */
  public record NewText(
      @NotNull @Pattern(regexp = Names.LANGUAGE) String language,
      @NotBlank @Size(max = 200) @Pattern(regexp = Names.LINE) String title,
      @NotBlank @Size(max = 200_000) @Pattern(regexp = Names.TEXT) String markdown,
      @NotBlank @Size(max = 4_000) @Pattern(regexp = Names.TEXT) String summary) {}

  /** Drafts a version. */
  @POST
  @Path("/{document}/versions")
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
    requireOneTextPerLanguage(version.texts());
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
                    new Policies.Content(
                        version.changes(),
                        SectionTags.parse(version.sections()),
                        texts(version.texts())))
                .invoke(SectionTags::requireThere)
                .map(
                    draft ->
                        Answer.created(
                            "/api/notification/v1/policies/%s/versions/%s"
                                .formatted(document, draft.label()),
                            VersionView.of(draft))));
  }

  /** Rewrites a draft. What others wrote meanwhile is not overwritten: If-Match names the etag. */
  @PUT
  @Path("/{document}/versions/{version}")
  @Permit(
      scope = "policy:write",
      roles = {Role.DPO, Role.LEGAL, Role.MARKETING},
      gateway = true)
  public Uni<VersionView> rewrite(
      @PathParam("document") @Pattern(regexp = Names.SLUG) String document,
      @PathParam("version") @Pattern(regexp = Names.LABEL) String label,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @NotNull @Valid Rewriting rewriting) {
    if (ifMatch == null || ifMatch.isBlank()) {
      throw new NotificationFailure.EtagMissing();
    }
    requireOneTextPerLanguage(rewriting.texts());
    return policies
        .rewrite(
            caller.id(),
            document,
            label,
            draft -> etag(draft).equals(ifMatch.strip()),
            new Policies.Content(
                rewriting.changes(),
                SectionTags.parse(rewriting.sections()),
                texts(rewriting.texts())))
        .map(VersionView::of);
  }

  /** What a draft says now, as a tag. */
  static String etag(PolicyVersion draft) {
    return '"' + draft.contentHash() + '"';
  }

  private static void requireOneTextPerLanguage(List<NewText> texts) {
    long languages =
        texts.stream().map(text -> text.language().toLowerCase(Locale.ROOT)).distinct().count();
    if (languages < texts.size()) {
      throw new Invalid("texts", "has a language twice");
    }
  }

  private static List<PolicyText> texts(List<NewText> texts) {
    return texts.stream()
        .map(
            text ->
                PolicyText.written(text.language(), text.title(), text.summary(), text.markdown()))
        .toList();
  }
}
