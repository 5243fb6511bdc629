package io.habeas.notification.audience;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** Whose data went to a processor or into a country, as disclosure-service tells it. */
@RegisterRestClient(configKey = "concerned")
@OidcClientFilter("disclosure")
@Path("/api/disclosure/v1/concerned")
public interface ConcernedClient {

  /** Somebody concerned. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Concerned(UUID subjectId) {}

  /**
   * A page of the subjects of some buckets, of each in the order of their ids, after the given one.
   */
  @GET
  @Produces("application/x-ndjson")
  Uni<String> page(
      @QueryParam("bucket") int first,
      @QueryParam("through") int last,
      @QueryParam("after") @Nullable UUID after,
      @QueryParam("limit") int limit,
      @QueryParam("processor") List<UUID> processors,
      @QueryParam("country") List<String> countries);
}
