package io.habeas.disclosure.release;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** subject-service, as releases use it. */
@RegisterRestClient(configKey = "subject")
@OidcClientFilter("subject")
@Path("/api/subject/v1/releases")
interface SubjectClient {

  /** Which fields of whom, and what for. */
  record Question(String purpose, UUID subjectId, Set<String> fields) {}

  /** The fields that are held for this purpose. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Answer(JsonNode fields) {
    /** What is in them stays out of logs. */
    @Override
    public String toString() {
      return "Answer[fields=***]";
    }
  }

  @POST
  Uni<Answer> release(Question question);
}
