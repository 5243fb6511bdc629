package io.habeas.notification.template;

import io.habeas.access.Caller;
import io.habeas.access.Permit;
import io.habeas.access.Role;
import io.habeas.idempotency.Answer;
import io.habeas.idempotency.Idempotency;
import io.habeas.notification.NotificationFailure;
import io.habeas.notification.policy.Names;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Templates of single messages over HTTP, for those who write them. */
@Path("/api/notification/v1/templates")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class TemplateResource {
  private final Templates templates;
  private final Idempotency idempotency;
  private final Caller caller;

  TemplateResource(Templates templates, Idempotency idempotency, Caller caller) {
    this.templates = templates;
    this.idempotency = idempotency;
    this.caller = caller;
  }

  /** All versions. */
  public record TemplateList(List<TemplateView> templates) {}

  /** What a template shall say. */
  public record NewTemplate(
      @NotNull @Pattern(regexp = Names.SLUG) String purpose,
      @NotNull @Size(max = 40) List<@NotNull @Valid NewField> fields,
      @NotEmpty @Size(max = 40) List<@NotNull @Valid NewTemplateText> texts) {

    Templates.Content content() {
      return new Templates.Content(
          purpose,
          fields.stream().map(one -> new Field(one.name(), one.type(), one.required())).toList(),
          texts.stream().map(NewTemplateText::text).toList());
    }
  }

  /** A field that senders fill. */
  public record NewField(
      @NotNull @Pattern(regexp = "[a-z][A-Za-z0-9]{0,39}") String name,
      @NotNull FieldType type,
      boolean required) {}

  /** What it says in one language; {@code {name}} is a slot for a field of that name. */
  public record NewTemplateText(
      @NotNull @Pattern(regexp = "[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8}){0,3}") String language,
      @NotBlank @Size(max = 200) @Pattern(regexp = LINE) String subject,
      @NotBlank @Size(max = 20_000) @Pattern(regexp = TEXT) String body,
      @Nullable @Size(max = 1_000) @Pattern(regexp = TEXT) String sms,
      @Nullable @Size(max = 40)
          Map<
                  @Pattern(regexp = "[a-z][A-Za-z0-9]{0,39}") String,
                  @Size(max = 200) Map<
                      @Pattern(regexp = "[a-z][a-z0-9-]{0,39}") String,
                      @NotBlank @Size(max = 200) @Pattern(regexp = LINE) String>>
              words) {
    /** Not of the private use area, which stands for slots while a text is rendered. */
    private static final String TEXT = "[^\\x00\\p{Cs}\\p{Co}]*";

    private static final String LINE = "[^\\p{Cntrl}\\p{Cs}\\p{Co}]*";

    TemplateText text() {
      return new TemplateText(language, subject, body, sms, words == null ? Map.of() : words);
    }
  }

  /** Lists all versions of all templates, by name, newest first. */
  @GET
  @Permit(
      scope = "notification:read",
      roles = {Role.SUPPORT, Role.DPO, Role.LEGAL, Role.MARKETING, Role.AUDITOR},
      gateway = true)
  public Uni<TemplateList> list() {
    return templates
        .all()
        .map(all -> new TemplateList(all.stream().map(TemplateView::of).toList()));
  }

  /** One version. */
  @GET
  @Path("/{name}/versions/{version}")
  @Permit(
      scope = "notification:read",
      roles = {Role.SUPPORT, Role.DPO, Role.LEGAL, Role.MARKETING, Role.AUDITOR},
      gateway = true)
  public Uni<TemplateView> get(
      @PathParam("name") @Pattern(regexp = Names.SLUG) String name,
      @PathParam("version") @Min(1) int version) {
    return templates.version(name, version).map(TemplateView::of);
  }

  /** Drafts the next version. */
  @POST
  @Path("/{name}/versions")
  @Permit(
      scope = "notification:write",
      roles = {Role.DPO, Role.LEGAL},
      gateway = true)
  public Uni<Response> draft(
      @PathParam("name") @Pattern(regexp = Names.SLUG) String name,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @NotNull @Valid NewTemplate template) {
    return idempotency.once(
        key,
        caller,
        "template.draft " + name,
        template,
        tx ->
            templates
                .draft(tx, caller.id(), name, template.content())
                .map(
                    draft ->
                        Answer.created(
                            "/api/notification/v1/templates/%s/versions/%d"
                                .formatted(name, draft.version()),
                            TemplateView.of(draft))));
  }

  /** Rewrites a draft. What others wrote meanwhile is not overwritten: If-Match names the etag. */
  @PUT
  @Path("/{name}/versions/{version}")
  @Permit(
      scope = "notification:write",
      roles = {Role.DPO, Role.LEGAL},
      gateway = true)
  public Uni<TemplateView> rewrite(
      @PathParam("name") @Pattern(regexp = Names.SLUG) String name,
      @PathParam("version") @Min(1) int version,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @NotNull @Valid NewTemplate template) {
    if (ifMatch == null || ifMatch.isBlank()) {
      throw new NotificationFailure.EtagMissing();
    }
    return templates
        .rewrite(
            caller.id(),
            name,
            version,
            draft -> TemplateView.etag(draft).equals(ifMatch.strip()),
            template.content())
        .map(TemplateView::of);
  }

  /** Writes new messages by this version from now on. */
  @PUT
  @Path("/{name}/versions/{version}/activation")
  @Permit(
      scope = "notification:write",
      roles = {Role.DPO, Role.LEGAL},
      gateway = true)
  public Uni<TemplateView> activate(
      @PathParam("name") @Pattern(regexp = Names.SLUG) String name,
      @PathParam("version") @Min(1) int version) {
    return templates.activate(caller.id(), name, version).map(TemplateView::of);
  }
}
