package io.habeas.notification.campaign;

import io.habeas.access.Caller;
import io.habeas.access.Permit;
import io.habeas.access.Role;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How fast a campaign may be, over HTTP. */
@Path("/api/notification/v1/campaigns/{campaignId}/rate")
@Produces(MediaType.APPLICATION_JSON)
public class RateResource {
  private final Rates rates;
  private final Campaigns campaigns;
  private final Caller caller;

  RateResource(Rates rates, Campaigns campaigns, Caller caller) {
    this.rates = rates;
    this.campaigns = campaigns;
    this.caller = caller;
  }

  /**
   * A limit.
   *
   * @param perSecond letters a second on all replicas together; null: as many as the relays take
   */
  public record Rate(@Nullable @Min(1) @Max(100_000) Integer perSecond) {}

  /** The present limit. */
  @GET
  @Permit(
      scope = "notification:read",
      roles = {Role.SUPPORT, Role.DPO, Role.LEGAL, Role.MARKETING, Role.AUDITOR},
      gateway = true)
  public Uni<Rate> get(@PathParam("campaignId") UUID campaignId) {
    return campaigns
        .one(campaignId)
        .chain(() -> rates.of(campaignId))
        .map(found -> new Rate(found.orElse(null)));
  }

  /** Limits a campaign that may be running, or ends its limit. */
  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Permit(
      scope = "policy:write",
      roles = {Role.DPO, Role.LEGAL, Role.MARKETING},
      gateway = true)
  public Uni<Rate> set(@PathParam("campaignId") UUID campaignId, @NotNull @Valid Rate rate) {
    return rates
        .set(caller.id(), campaignId, Optional.ofNullable(rate.perSecond()))
        .replaceWith(rate);
  }
}
