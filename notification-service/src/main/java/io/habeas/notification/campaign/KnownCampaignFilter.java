package io.habeas.notification.campaign;

import io.habeas.problem.Missing;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.util.UUID;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Answers for a missing campaign before its progress begins to stream: a stream that fails at once
 * can only be cut, and a cut connection explains nothing.
 */
@ApplicationScoped
class KnownCampaignFilter {
  private final Campaigns campaigns;

  KnownCampaignFilter(Campaigns campaigns) {
    this.campaigns = campaigns;
  }

  /** After the caller's permission was checked. */
  @ServerRequestFilter(priority = 2000)
  @Nullable Uni<Void> requireKnown(ResourceInfo operation, ContainerRequestContext request) {
    boolean streams =
        operation.getResourceClass() == CampaignResource.class
            && operation.getResourceMethod().getName().equals("progress");
    if (!streams) {
      return null;
    }
    return Uni.createFrom()
        .item(request.getUriInfo().getPathParameters().getFirst("campaignId"))
        .map(KnownCampaignFilter::parse)
        .chain(campaigns::one)
        .replaceWithVoid();
  }

  private static UUID parse(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException notAnId) {
      throw new Missing();
    }
  }
}
