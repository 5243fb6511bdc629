package io.habeas.notification.notice;

import io.habeas.access.Ownership;
import io.habeas.access.Permit;
import io.habeas.access.Role;
import io.habeas.notification.policy.Names;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a subject was told, over HTTP. */
@Path("/api/notification/v1/subjects/{subjectId}/notices")
@Produces(MediaType.APPLICATION_JSON)
public class NoticeResource {
  private final Notices notices;

  NoticeResource(Notices notices) {
    this.notices = notices;
  }

  /** All notices to a subject. */
  public record NoticeList(List<NoticeView> notices) {}

  /** Lists the notices, newest first: all, or those of one document or version. */
  @GET
  @Permit(
      scope = "notification:read",
      roles = {Role.CUSTOMER, Role.SUPPORT, Role.DPO},
      ownership = Ownership.SUBJECT,
      gateway = true)
  public Uni<NoticeList> list(
      @PathParam("subjectId") UUID subjectId,
      @QueryParam("document") @Nullable @Pattern(regexp = Names.SLUG) String document,
      @QueryParam("version") @Nullable @Pattern(regexp = Names.LABEL) String version) {
    return notices.of(subjectId, document, version).map(NoticeList::new);
  }

  /**
   * The proof of one, or of its coming back, as a document to keep: {@code ./habeas verify} checks
   * it offline.
   */
  @GET
  @Path("/{campaignId}/proof")
  @Permit(
      scope = "notification:read",
      roles = {Role.CUSTOMER, Role.SUPPORT, Role.DPO},
      ownership = Ownership.SUBJECT,
      gateway = true)
  public Uni<Response> proof(
      @PathParam("subjectId") UUID subjectId,
      @PathParam("campaignId") UUID campaignId,
      @QueryParam("of") @DefaultValue("acceptance") @Pattern(regexp = "acceptance|bounce")
          String of) {
    return notices
        .proof(subjectId, campaignId, Notices.Of.valueOf(of.toUpperCase(Locale.ROOT)))
        .map(
            proof ->
                Response.ok(proof.toJson(), MediaType.APPLICATION_JSON)
                    .header(
                        "Content-Disposition",
                        "attachment; filename=\"proof-of-%s-%s.json\""
                            .formatted(of.equals("bounce") ? "bounce" : "notice", campaignId))
                    .build());
  }
}
