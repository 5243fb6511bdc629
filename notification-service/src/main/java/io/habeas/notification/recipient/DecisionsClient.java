package io.habeas.notification.recipient;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** Whether we may contact people, from consent-service, right before we do. */
@RegisterRestClient(configKey = "consent")
@OidcClientFilter("consent")
@Path("/api/consent/v1/decisions/batch")
public interface DecisionsClient {

  /** One question about many. */
  record Question(String purpose, String channel, List<UUID> subjectIds) {}

  /** The answers; of what the other side tells, what we need. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Answers(List<Decision> decisions) {}

  /**
   * One answer.
   *
   * @param unsubscribe of a mail that people can switch off: the token of its unsubscribe link
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Decision(
      UUID subjectId,
      String decision,
      @Nullable String rule,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String unsubscribe) {
    /** A token lets whoever reads it switch something off. */
    @Override
    public String toString() {
      return "Decision[" + subjectId + " " + decision + "]";
    }
  }

  /** Asks. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  Uni<Answers> decide(Question question);
}
