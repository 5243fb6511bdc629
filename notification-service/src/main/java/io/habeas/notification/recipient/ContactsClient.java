package io.habeas.notification.recipient;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import io.quarkus.runtime.annotations.RegisterForReflection;
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

/** How to reach people, from subject-service, at the moment of sending. */
@RegisterRestClient(configKey = "subject")
@OidcClientFilter("subject")
@Path("/api/subject/v1/contacts")
public interface ContactsClient {

  /** Whom we want to reach, by what, for what. */
  record Question(String purpose, String channel, List<UUID> subjectIds) {}

  /** An address, if there is one; of what the other side tells, what we need. */
  @RegisterForReflection
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Contact(
      UUID subjectId,
      @Nullable UUID contactPointId,
      @Nullable String address,
      @Nullable String name,
      @Nullable String language,
      @Nullable String timeZone) {
    /** A record's own text would tell the address to any log. */
    @Override
    public String toString() {
      return "Contact[***]";
    }
  }

  /**
   * One line for each who can be reached. A batch is small, so it is read whole: the client closes
   * the connection after a stream.
   */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces("application/x-ndjson")
  Uni<String> contacts(Question question);
}
