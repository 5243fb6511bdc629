package io.habeas.notification.campaign;

import io.habeas.access.Permit;
import io.habeas.access.Role;
import io.habeas.notification.delivery.Covered;
import io.habeas.notification.delivery.Deliveries;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whom a campaign reaches by no channel, by name: the page's cover must have exactly these. */
@Path("/api/notification/v1/campaigns/{campaignId}/covered")
@Produces(MediaType.APPLICATION_JSON)
public class CoveredResource {
  private final Campaigns campaigns;
  private final Deliveries deliveries;

  CoveredResource(Campaigns campaigns, Deliveries deliveries) {
    this.campaigns = campaigns;
    this.deliveries = deliveries;
  }

  /**
   * Some of them.
   *
   * @param next where the next page starts; null on the last
   */
  public record CoveredList(List<Covered> covered, @Nullable UUID next) {}

  /** Lists them in a stable order, after the given one. */
  @GET
  @Permit(
      scope = "notification:read",
      roles = {Role.SUPPORT, Role.DPO, Role.LEGAL, Role.AUDITOR},
      gateway = true)
  public Uni<CoveredList> list(
      @PathParam("campaignId") UUID campaignId,
      @QueryParam("after") @Nullable UUID after,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(500) int limit) {
    return campaigns
        .one(campaignId)
        .chain(campaign -> deliveries.covered(campaign.id(), after, limit))
        .map(
            some -> new CoveredList(some, some.size() < limit ? null : some.getLast().subjectId()));
  }
}
