package io.habeas.disclosure.processor;

import com.github.f4b6a3.uuid.UuidCreator;
import io.habeas.access.Caller;
import io.habeas.access.Permit;
import io.habeas.access.Role;
import io.habeas.disclosure.DisclosureFailure;
import io.habeas.idempotency.Answer;
import io.habeas.idempotency.Idempotency;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The register of processors. */
@Path("/api/disclosure/v1/processors")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "processors")
public class ProcessorResource {

  private static final String COUNTRY = "[A-Z]{2}";
  private static final String HTTPS = "https://[!-~]{3,500}";

  /**
   * A new processor.
   *
   * @param id chosen by the caller where tokens name it already; made here otherwise
   * @param name its name
   * @param category what it does for us
   * @param country where it works
   * @param policyUrl its own privacy policy
   */
  record NewProcessor(
      @Nullable UUID id,
      @NotBlank @Size(max = 200) String name,
      @NotNull Category category,
      @NotNull @Pattern(regexp = COUNTRY) String country,
      @NotNull @Pattern(regexp = HTTPS) String policyUrl) {}

  /** What an editor may change. */
  record ProcessorChange(
      @NotBlank @Size(max = 200) String name,
      @NotNull @Pattern(regexp = COUNTRY) String country,
      @NotNull @Pattern(regexp = HTTPS) String policyUrl,
      @NotNull Processor.State state) {}

  /** The register. */
  record ProcessorList(List<Processor> processors) {}

  private final Processors processors;
  private final Idempotency idempotency;
  private final Caller caller;

  @Inject
  ProcessorResource(Processors processors, Idempotency idempotency, Caller caller) {
    this.processors = processors;
    this.idempotency = idempotency;
    this.caller = caller;
  }

  @GET
  @Permit(
      scope = "disclosure:read",
      roles = {Role.SUPPORT, Role.DPO, Role.LEGAL, Role.AUDITOR},
      gateway = true)
  @Operation(summary = "All processors")
  public Uni<ProcessorList> all() {
    return processors.all().map(ProcessorList::new);
  }

  @GET
  @Path("/{processorId}")
  @Permit(
      scope = "disclosure:read",
      roles = {Role.SUPPORT, Role.DPO, Role.LEGAL, Role.AUDITOR},
      gateway = true)
  @Operation(summary = "One processor, with its version as ETag")
  public Uni<Response> one(UUID processorId) {
    return processors.get(processorId).map(ProcessorResource::answer);
  }

  @POST
  @Permit(
      scope = "disclosure:write",
      roles = {Role.DPO, Role.LEGAL},
      gateway = true)
  @Operation(summary = "Register a processor")
  public Uni<Response> register(
      @HeaderParam("Idempotency-Key") @Nullable String key, @NotNull @Valid NewProcessor body) {
    return idempotency.once(
        key,
        caller,
        "registerProcessor",
        body,
        tx ->
            processors
                .register(tx, processor(body), caller)
                .map(made -> Answer.created("/api/disclosure/v1/processors/" + made.id(), made)));
  }

  @PUT
  @Path("/{processorId}")
  @Permit(
      scope = "disclosure:write",
      roles = {Role.DPO, Role.LEGAL},
      gateway = true)
  @Operation(summary = "Change a processor, or suspend or end it")
  public Uni<Response> change(
      UUID processorId,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @NotNull @Valid ProcessorChange body) {
    if (ifMatch == null) {
      throw new DisclosureFailure.VersionMissing();
    }
    return processors
        .get(processorId)
        .invoke(present -> requireMatch(ifMatch, present))
        .chain(
            present ->
                processors.change(
                    present.changed(
                        body.name(),
                        body.country(),
                        body.policyUrl(),
                        body.state(),
                        processors.clock().now()),
                    caller))
        .map(ProcessorResource::answer);
  }

  private Processor processor(NewProcessor body) {
    return new Processor(
        body.id() == null ? UuidCreator.getTimeOrderedEpoch() : body.id(),
        body.name(),
        body.category(),
        body.country(),
        body.policyUrl(),
        Processor.State.LIVE,
        1,
        processors.clock().now());
  }

  private static void requireMatch(String ifMatch, Processor present) {
    if (!ifMatch.equals(tag(present))) {
      throw new DisclosureFailure.Outdated();
    }
  }

  private static Response answer(Processor processor) {
    return Response.ok(processor).header("ETag", tag(processor)).build();
  }

  private static String tag(Processor processor) {
    return "\"" + processor.version() + "\"";
  }
}
