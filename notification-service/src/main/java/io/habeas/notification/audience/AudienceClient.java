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

/** The audience as subject-service tells it. */
@RegisterRestClient(configKey = "audience")
@OidcClientFilter("subject")
@Path("/api/subject/v1/audience")
public interface AudienceClient {

  /** Somebody affected; of what the other side tells, what we need. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Member(UUID subjectId, @Nullable String state) {}

  /**
   * The subjects of some buckets, of each in the order of their joining, after the given one:
   * everybody, or, if any of the lists has something, those whom one of its values concerns. One
   * line each; a page is read whole, because the client closes the connection after a stream.
   */
  @GET
  @Produces("application/x-ndjson")
  Uni<String> page(
      @QueryParam("bucket") int first,
      @QueryParam("through") int last,
      @QueryParam("after") @Nullable UUID after,
      @QueryParam("limit") int limit,
      @QueryParam("product") List<String> products,
      @QueryParam("brand") List<String> brands,
      @QueryParam("region") List<String> regions,
      @QueryParam("channel") List<String> channels);
}
