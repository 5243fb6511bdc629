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

/** What somebody has to do with us, as subject-service tells it. */
@RegisterRestClient(configKey = "subject")
@OidcClientFilter("subject")
@Path("/api/subject/v1/relation")
public interface RelationClient {

  /**
   * What decides whether a change concerns them.
   *
   * @param former whether they may have had any product
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Relation(
      List<String> products,
      List<String> brands,
      String region,
      List<String> channels,
      boolean former) {}

  /** Of one subject. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  Uni<Relation> of(@QueryParam("subjectId") UUID subjectId);
}
