package io.habeas.disclosure.release;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** consent-service, as releases use it. */
@RegisterRestClient(configKey = "consent")
@OidcClientFilter("consent")
@Path("/api/consent/v1/decisions")
interface ConsentClient {

  /** The question. */
  record Question(UUID subjectId, String purpose, String channel) {}

  /** The answer, with just what we read. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Answer(String decision, String rule, JsonNode evidence) {}

  @POST
  Uni<Answer> decide(Question question);
}
