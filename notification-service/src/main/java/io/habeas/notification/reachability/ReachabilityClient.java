package io.habeas.notification.reachability;

import io.quarkus.oidc.client.filter.OidcClientFilter;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** Where subject-service hears of contact points. */
@RegisterRestClient(configKey = "subject")
@OidcClientFilter("subject")
@Path("/api/subject/v1/reachability")
public interface ReachabilityClient {

  /** What was learned of some. */
  record Reports(List<ContactPoint> contactPoints) {}

  /**
   * One of them.
   *
   * @param state {@code reachable} or {@code unreachable}
   */
  record ContactPoint(UUID subjectId, UUID contactPointId, String state, Instant at) {}

  /** Tells; said twice it is heard once. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  Uni<Void> tell(Reports reports);
}
