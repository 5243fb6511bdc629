package io.habeas.notification.purpose;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The purposes as consent-service tells everybody. */
@RegisterRestClient(configKey = "consent")
@OidcClientFilter("consent")
@Path("/api/consent/v1/purposes")
public interface PurposesClient {

  /** The registry; of what the other side tells, what we need. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Registry(List<Purpose> purposes) {}

  /**
   * One purpose.
   *
   * @param legalBasis {@code consent} and {@code legitimate-interest} are those that people can
   *     switch off
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Purpose(String name, String legalBasis, List<String> channels) {

    /** Whether people can switch it off: what this covers is marketing or something like it. */
    @JsonIgnore
    public boolean isOptional() {
      return legalBasis.equals("consent") || legalBasis.equals("legitimate-interest");
    }
  }

  /** Reads it. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  Uni<Registry> registry();
}
