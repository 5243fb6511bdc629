package io.habeas.subject.bulk;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.github.f4b6a3.uuid.UuidCreator;
import io.habeas.access.Caller;
import io.habeas.access.Permit;
import io.habeas.clock.BusinessClock;
import io.habeas.idempotency.Answer;
import io.habeas.idempotency.Idempotency;
import io.habeas.subject.bulk.ImportJob.State;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Imports over HTTP. */
@Path("/api/subject/v1/imports")
@Tag(name = "Imports")
class ImportResource {

  private final Imports imports;
  private final ImportStore store;
  private final Idempotency idempotency;
  private final BusinessClock clock;
  private final Caller caller;

  ImportResource(
      Imports imports,
      ImportStore store,
      Idempotency idempotency,
      BusinessClock clock,
      Caller caller) {
    this.imports = imports;
    this.store = store;
    this.idempotency = idempotency;
    this.clock = clock;
    this.caller = caller;
  }

  @POST
  @Permit(scope = "subject:import", gateway = true)
  @Operation(summary = "Open an import")
  @APIResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = ImportView.class)))
  public Uni<Response> open(
      @RestHeader("Idempotency-Key") @Nullable String key, @NotNull @Valid OpenBody body) {
    ImportJob job =
        ImportJob.open(
            UuidCreator.getTimeOrderedEpoch(),
            body.format(),
            body.name(),
            caller.id(),
            clock.now());
    String location = "/api/subject/v1/imports/" + job.id();
    return idempotency.once(
        key,
        caller,
        "imports.open",
        body,
        tx -> store.add(tx, job).replaceWith(() -> new Answer(201, location, ImportView.of(job))));
  }

  @PUT
  @Path("/{importId}/content")
  @Consumes({"application/x-ndjson", "text/csv"})
  @Permit(scope = "subject:import", gateway = true)
  @Blocking
  @Operation(
      summary = "Send lines",
      description =
          "Batches commit as they arrive. After a break send again, from nextLine or from any line"
              + " before it: lines that were applied are passed over. The end of the content"
              + " completes the import.")
  public Uni<ImportView> take(
      UUID importId,
      @RestQuery @DefaultValue("1") @Min(1) @Max(1L << 53) long fromLine,
      @RestHeader(HttpHeaders.CONTENT_TYPE) String contentType,
      InputStream content) {
    return imports.take(importId, contentType, fromLine, content, caller.id()).map(ImportView::of);
  }

  @GET
  @Path("/{importId}")
  @Permit(scope = "subject:import", gateway = true)
  @Operation(summary = "How far an import has come")
  public Uni<ImportView> get(UUID importId) {
    return imports.require(importId).map(ImportView::of);
  }

  @GET
  @Path("/{importId}/errors")
  @Permit(scope = "subject:import", gateway = true)
  @Operation(summary = "What was wrong, by line")
  public Uni<ErrorsView> errors(
      UUID importId,
      @RestQuery @DefaultValue("0") @Min(0) @Max(1L << 53) long after,
      @RestQuery @DefaultValue("100") @Min(1) @Max(1000) int limit) {
    return imports.errors(importId, after, limit + 1).map(found -> ErrorsView.of(found, limit));
  }

  /** What is to be imported. */
  record OpenBody(
      @NotNull Format format,
      @Nullable @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9 ._-]{0,79}") String name) {}

  /** An import. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ImportView(
      UUID id,
      Format format,
      @Nullable String name,
      State state,
      long nextLine,
      long accepted,
      long refused,
      Instant createdAt,
      @Nullable Instant startedAt,
      @Nullable Instant completedAt) {

    static ImportView of(ImportJob job) {
      return new ImportView(
          job.id(),
          job.format(),
          job.name(),
          job.state(),
          job.nextLine(),
          job.accepted(),
          job.refused(),
          job.createdAt(),
          job.startedAt(),
          job.completedAt());
    }
  }

  /**
   * Errors by line.
   *
   * @param next to be sent as {@code after} for more; absent when there are none
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ErrorsView(List<LineError> errors, @Nullable Long next) {

    static ErrorsView of(List<LineError> found, int limit) {
      List<LineError> errors = found.stream().limit(limit).toList();
      return new ErrorsView(errors, found.size() > limit ? errors.getLast().line() : null);
    }
  }
}
