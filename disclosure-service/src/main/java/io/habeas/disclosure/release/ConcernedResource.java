package io.habeas.disclosure.release;

import io.habeas.access.Caller;
import io.habeas.access.Permit;
import io.habeas.bucket.Bucket;
import io.habeas.bucket.BucketRange;
import io.habeas.problem.Invalid;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
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
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jspecify.annotations.Nullable;

/** Whom a changed processor or country concerns, over HTTP, for services. */
@Path("/api/disclosure/v1")
@Tag(name = "accounting")
public class ConcernedResource {

  private final Concerned concerned;
  private final Caller caller;

  @Inject
  ConcernedResource(Concerned concerned, Caller caller) {
    this.concerned = concerned;
    this.caller = caller;
  }

  /** Somebody whose data went there. */
  record ConcernedSubject(UUID subjectId) {}

  /** Where one subject's data ever went: processors, and the countries in which they were then. */
  record WhereItWent(Set<UUID> processors, Set<String> countries) {}

  @GET
  @Path("/concerned")
  @Permit(scope = "disclosure:concerned")
  @Produces("application/x-ndjson")
  @RestStreamElementType(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Stream the subjects of a bucket, or of several, whose data ever went there",
      description =
          "One JSON object a line, bucket after bucket in the order of the ids: whoever was disclosed"
              + " to one of the processors or into one of the countries. Of one bucket, or of all"
              + " from bucket to through. To go on after a break, send the last line's subjectId as"
              + " after; with a limit, as many lines as that and no more, and fewer where nobody is"
              + " left. Without after it waits for what is being disclosed; 503 when that takes too"
              + " long.")
  public Multi<ConcernedSubject> stream(
      @RestQuery @NotNull @Min(0) @Max(Bucket.COUNT - 1) Integer bucket,
      @RestQuery @Nullable @Min(0) @Max(Bucket.COUNT - 1) Integer through,
      @RestQuery @Nullable UUID after,
      @RestQuery @Nullable @Min(1) @Max(Concerned.PAGE) Integer limit,
      @RestQuery @Size(max = 100) List<@NotNull UUID> processor,
      @RestQuery @Size(max = 100) List<@Pattern(regexp = "[A-Z]{2}") String> country) {
    Concerned.Whom whom = new Concerned.Whom(processor, country);
    BucketRange buckets = range(bucket, through == null ? bucket : through, after);
    return (limit == null
            ? concerned.stream(buckets, after, whom, caller.id())
            : concerned.some(buckets, after, limit, whom, caller.id()))
        .map(ConcernedSubject::new);
  }

  private static BucketRange range(int bucket, int through, @Nullable UUID after) {
    if (through < bucket) {
      throw new Invalid("through", "must not be before bucket");
    }
    BucketRange buckets = new BucketRange(bucket, through);
    if (after != null && !buckets.holds(after)) {
      throw new Invalid("after", "must be a subject of the buckets");
    }
    return buckets;
  }

  @GET
  @Path("/whereabouts")
  @Permit(scope = "disclosure:concerned")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Where one subject's data ever went")
  public Uni<WhereItWent> whereItWent(@RestQuery @NotNull UUID subjectId) {
    return concerned.whereItWent(subjectId, caller.id());
  }
}
