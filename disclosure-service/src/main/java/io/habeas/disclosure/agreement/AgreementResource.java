package io.habeas.disclosure.agreement;

import com.github.f4b6a3.uuid.UuidCreator;
import io.habeas.access.Caller;
import io.habeas.access.Permit;
import io.habeas.access.Role;
import io.habeas.disclosure.processor.Processors;
import io.habeas.idempotency.Answer;
import io.habeas.idempotency.Idempotency;
import io.habeas.problem.Invalid;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The agreements with one processor. */
@Path("/api/disclosure/v1/processors/{processorId}/agreements")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "agreements")
public class AgreementResource {

  private static final String SLUG = "[a-z][a-z-]{1,39}";
  private static final String FIELD = "[a-zA-Z][a-zA-Z0-9.-]{1,59}";

  /** A new agreement; see {@link Agreement}. */
  record NewAgreement(
      @NotEmpty @Size(max = 10) Set<@NotNull @Size(max = 100) String> signedBy,
      @NotNull LocalDate validFrom,
      @NotNull LocalDate validUntil,
      @NotEmpty @Size(max = 50) Set<@NotNull @Pattern(regexp = SLUG) String> purposes,
      @NotEmpty @Size(max = 100) Set<@NotNull @Pattern(regexp = FIELD) String> fields,
      @Positive @Max(3660) int retentionDays,
      @NotNull TransferMechanism transferMechanism,
      @NotNull @Size(max = 100) Set<@NotNull @Size(max = 200) String> subProcessors) {}

  /** The agreements, the newest first. */
  record AgreementList(List<Agreement> agreements) {}

  private final Agreements agreements;
  private final Processors processors;
  private final Idempotency idempotency;
  private final Caller caller;

  @Inject
  AgreementResource(
      Agreements agreements, Processors processors, Idempotency idempotency, Caller caller) {
    this.agreements = agreements;
    this.processors = processors;
    this.idempotency = idempotency;
    this.caller = caller;
  }

  @GET
  @Permit(
      scope = "disclosure:read",
      roles = {Role.DPO, Role.LEGAL, Role.AUDITOR},
      gateway = true)
  @Operation(summary = "All agreements with a processor, the newest first")
  public Uni<AgreementList> all(UUID processorId) {
    return processors
        .get(processorId)
        .chain(known -> agreements.of(known.id()))
        .map(AgreementList::new);
  }

  @POST
  @Permit(
      scope = "disclosure:write",
      roles = {Role.DPO, Role.LEGAL},
      gateway = true)
  @Operation(summary = "Conclude an agreement")
  public Uni<Response> conclude(
      UUID processorId,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @NotNull @Valid NewAgreement body) {
    if (body.validUntil().isBefore(body.validFrom())) {
      throw new Invalid("validUntil", "must not be before validFrom");
    }
    Map<String, Object> request = Map.of("processor", processorId, "agreement", body);
    return processors
        .get(processorId)
        .chain(
            known ->
                idempotency.once(
                    key,
                    caller,
                    "concludeAgreement",
                    request,
                    tx -> {
                      Agreement agreement = agreement(known.id(), body);
                      return agreements
                          .conclude(tx, agreement, caller)
                          .map(
                              number ->
                                  Answer.created(
                                      "/api/disclosure/v1/processors/"
                                          + processorId
                                          + "/agreements",
                                      Map.of("id", agreement.id(), "number", number)));
                    }));
  }

  private Agreement agreement(UUID processorId, NewAgreement body) {
    return new Agreement(
        UuidCreator.getTimeOrderedEpoch(),
        processorId,
        0,
        body.signedBy(),
        body.validFrom(),
        body.validUntil(),
        body.purposes(),
        body.fields(),
        body.retentionDays(),
        body.transferMechanism(),
        body.subProcessors(),
        agreements.now());
  }
}
