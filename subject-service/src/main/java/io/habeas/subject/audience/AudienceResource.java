package io.habeas.subject.audience;

import io.habeas.access.Caller;
import io.habeas.access.Permit;
import io.habeas.bucket.Bucket;
import io.habeas.bucket.BucketRange;
import io.habeas.problem.Invalid;
import io.smallrye.mutiny.Multi;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
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

  private static final String SLUG = "[a-z0-9][a-z0-9._-]{0,59}";

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
      summary = "Stream the subjects of a bucket, or of several",
      description =
          "One JSON object a line: everybody, or, where a product, brand, region or channel is"
              + " named, whoever has one of them. Who may have had a product, as a former customer, is"
              + " in. Of one bucket, or of all from bucket to through, one after the other. To go on"
              + " after a break, send the last line's subjectId as after; with a limit, as many lines"
              + " as that and no more, and fewer where nobody is left. Without after it waits for"
              + " whoever is being registered; 503 when that takes too long.")
  public Multi<AudienceMember> stream(
      @RestQuery @NotNull @Min(0) @Max(Bucket.COUNT - 1) Integer bucket,
      @RestQuery @Nullable @Min(0) @Max(Bucket.COUNT - 1) Integer through,
      @RestQuery @Nullable UUID after,
      @RestQuery @Nullable @Min(1) @Max(Audience.PAGE) Integer limit,
      @RestQuery @Size(max = 50) List<@Pattern(regexp = SLUG) String> product,
      @RestQuery @Size(max = 50) List<@Pattern(regexp = SLUG) String> brand,
      @RestQuery @Size(max = 50) List<@Pattern(regexp = "[A-Z]{2}") String> region,
      @RestQuery @Size(max = 3) List<@Pattern(regexp = "email|phone|postal") String> channel) {
    AudienceFilter filter = new AudienceFilter(product, brand, region, channel);
    BucketRange buckets = range(bucket, through == null ? bucket : through);
    return limit == null
        ? audience.stream(buckets, after, filter, caller.id())
        : audience.some(buckets, after, limit, filter, caller.id());
  }

  private static BucketRange range(int bucket, int through) {
    if (through < bucket) {
      throw new Invalid("through", "must not be before bucket");
    }
    return new BucketRange(bucket, through);
  }
}
