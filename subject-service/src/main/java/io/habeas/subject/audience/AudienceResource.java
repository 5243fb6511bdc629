package io.habeas.subject.audience;

import io.habeas.access.Caller;
import io.habeas.access.Permit;
import io.habeas.bucket.Bucket;
import io.smallrye.mutiny.Multi;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jspecify.annotations.Nullable;

/** The audience over HTTP, for services. */
@Path("/api/subject/v1/audience")
@Tag(name = "Audience")
class AudienceResource {

  private final Audience audience;
  private final Caller caller;

  AudienceResource(Audience audience, Caller caller) {
    this.audience = audience;
    this.caller = caller;
  }

  @GET
  @Permit(scope = "subject:audience")
  @Produces("application/x-ndjson")
  @RestStreamElementType(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Stream the subjects of a bucket",
      description =
          "One JSON object a line. To go on after a break, send the last line's subjectId as after.")
  public Multi<AudienceMember> stream(
      @RestQuery @NotNull @Min(0) @Max(Bucket.COUNT - 1) Integer bucket,
      @RestQuery @Nullable UUID after) {
    return audience.stream(bucket, after, caller.id());
  }
}
