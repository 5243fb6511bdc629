package io.habeas.notification.campaign;

import io.habeas.access.Caller;
import io.habeas.access.Permit;
import io.habeas.access.Role;
import io.habeas.clock.SecurityClock;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Campaigns over HTTP: how far they are, pause and resume. */
@Path("/api/notification/v1/campaigns")
@Produces(MediaType.APPLICATION_JSON)
public class CampaignResource {
  private static final Duration BETWEEN = Duration.ofSeconds(1);

  private final Campaigns campaigns;
  private final Progress progress;
  private final SecurityClock securityClock;
  private final Caller caller;

  CampaignResource(
      Campaigns campaigns, Progress progress, SecurityClock securityClock, Caller caller) {
    this.campaigns = campaigns;
    this.progress = progress;
    this.securityClock = securityClock;
    this.caller = caller;
  }

  /** All campaigns. */
  public record CampaignList(List<CampaignView> campaigns) {}

  /** What a campaign shall do. */
  public record WantedState(@NotNull Wanted state) {}

  /** The two states that people can ask for. */
  public enum Wanted {
    @com.fasterxml.jackson.annotation.JsonProperty("paused")
    PAUSED,
    @com.fasterxml.jackson.annotation.JsonProperty("running")
    RUNNING
  }

  /** Lists the campaigns, newest first. */
  @GET
  @Permit(
      scope = "notification:read",
      roles = {Role.SUPPORT, Role.DPO, Role.LEGAL, Role.MARKETING, Role.AUDITOR},
      gateway = true)
  public Uni<CampaignList> list() {
    return campaigns
        .all()
        .onItem()
        .transformToMulti(all -> Multi.createFrom().iterable(all))
        .onItem()
        .transformToUniAndConcatenate(this::view)
        .collect()
        .asList()
        .map(CampaignList::new);
  }

  /** How far a campaign is. */
  @GET
  @Path("/{campaignId}")
  @Permit(
      scope = "notification:read",
      roles = {Role.SUPPORT, Role.DPO, Role.LEGAL, Role.MARKETING, Role.AUDITOR},
      gateway = true)
  public Uni<CampaignView> get(@PathParam("campaignId") UUID campaignId) {
    return campaigns.one(campaignId).chain(this::view);
  }

  /**
   * The same, told again each second until the campaign is completed or cancelled. Each event is
   * the whole state, so whoever comes back after a break has missed nothing; ids only grow.
   */
  @GET
  @Path("/{campaignId}/progress")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Permit(
      scope = "notification:read",
      roles = {Role.SUPPORT, Role.DPO, Role.LEGAL, Role.MARKETING, Role.AUDITOR},
      gateway = true)
  public Multi<OutboundSseEvent> progress(
      @PathParam("campaignId") UUID campaignId, @Context Sse sse) {
    return Uni.createFrom()
        .deferred(() -> get(campaignId))
        .repeat()
        .withDelay(BETWEEN)
        .whilst(view -> !view.state().isFinal())
        .map(view -> event(sse, view));
  }

  /** Pauses or resumes. */
  @PUT
  @Path("/{campaignId}/state")
  @Consumes(MediaType.APPLICATION_JSON)
  @Permit(
      scope = "policy:write",
      roles = {Role.DPO, Role.LEGAL, Role.MARKETING},
      gateway = true)
  public Uni<CampaignView> setState(
      @PathParam("campaignId") UUID campaignId, @NotNull @Valid WantedState wanted) {
    Uni<Campaign> changed =
        switch (wanted.state()) {
          case PAUSED -> campaigns.pause(caller.id(), campaignId);
          case RUNNING -> campaigns.resume(caller.id(), campaignId);
        };
    return changed.chain(this::view);
  }

  private Uni<CampaignView> view(Campaign campaign) {
    return progress.of(campaign);
  }

  private OutboundSseEvent event(Sse sse, CampaignView view) {
    return sse.newEventBuilder()
        .id(Long.toString(securityClock.now().toEpochMilli()))
        .name("progress")
        .mediaType(MediaType.APPLICATION_JSON_TYPE)
        .data(CampaignView.class, view)
        .build();
  }
}
