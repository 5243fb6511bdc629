package io.habeas.notification.template;

import io.habeas.access.Permit;
import io.habeas.access.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows an author what a message will look like. Nothing is kept, nothing is sent. */
@Path("/api/notification/v1/template-previews")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class TemplatePreviewResource {
  private final Templates templates;

  TemplatePreviewResource(Templates templates) {
    this.templates = templates;
  }

  /** A template, the language to show, and values for its fields. */
  public record TemplateSample(
      @NotNull @Valid TemplateResource.NewTemplate template,
      @NotNull @Size(max = 40) String language,
      @NotNull @Size(max = 40) Map<String, Object> fields) {}

  /** The message as it would be sent. */
  public record TemplatePreview(
      String language, String subject, String plain, String html, @Nullable String sms) {}

  /** Writes a message of sample values; a missing or unknown field is refused as at sending. */
  @POST
  @Permit(
      scope = "notification:write",
      roles = {Role.SUPPORT, Role.DPO, Role.LEGAL, Role.MARKETING},
      gateway = true)
  public TemplatePreview preview(@NotNull @Valid TemplateSample sample) {
    Written written =
        templates.preview(sample.template().content(), sample.language(), sample.fields());
    return new TemplatePreview(
        written.language(), written.subject(), written.plain(), written.html(), written.sms());
  }
}
