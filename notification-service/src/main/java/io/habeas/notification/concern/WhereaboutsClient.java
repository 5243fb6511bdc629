package io.habeas.notification.concern;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** Where somebody's data went, as disclosure-service tells it. */
@RegisterRestClient(configKey = "disclosure")
@OidcClientFilter("disclosure")
@Path("/api/disclosure/v1/whereabouts")
public interface WhereaboutsClient {

  /** The processors that ever got some, and the countries in which they were. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Whereabouts(List<UUID> processors, List<String> countries) {}

  /** Of one subject. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  Uni<Whereabouts> of(@QueryParam("subjectId") UUID subjectId);
}
