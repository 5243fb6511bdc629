package io.habeas.disclosure.release;

import io.habeas.access.Ownership;
import io.habeas.access.Permit;
import io.habeas.access.Role;
import io.habeas.disclosure.processor.Category;
import io.habeas.disclosure.processor.Processor;
import io.habeas.disclosure.processor.Processors;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * The account of who got what: for the subject, for the desk, and for a change that concerns some.
 */
@Path("/api/disclosure/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "accounting")
public class DisclosureResource {

  /**
   * A recipient as its subject sees it.
   *
   * @param name its name
   * @param category what it does
   * @param country where
   * @param policyUrl its own privacy policy
   */
  record Recipient(
      @Nullable String name,
      @Nullable Category category,
      @Nullable String country,
      @Nullable String policyUrl) {

    static Recipient of(@Nullable Processor processor) {
      return processor == null
          ? new Recipient(null, null, null, null)
          : new Recipient(
              processor.name(), processor.category(), processor.country(), processor.policyUrl());
    }
  }

  /**
   * One time that somebody asked.
   *
   * @param id its id
   * @param at when
   * @param processor who
   * @param purpose what for
   * @param fields which fields
   * @param outcome released or refused
   * @param rule the gate that decided
   * @param evidence what it rested on
   * @param transferMechanism what covered the transfer
   */
  record Disclosure(
      UUID id,
      Instant at,
      Recipient processor,
      String purpose,
      Set<String> fields,
      String outcome,
      Gate rule,
      String evidence,
      @Nullable String transferMechanism) {}

  /** The account, and where the next page starts. */
  record Account(List<Disclosure> disclosures, @Nullable UUID next) {}

  /** Which processors a change is about. */
  record ConcernedQuestion(
      @NotEmpty @Size(max = 100) Set<@NotNull UUID> processorIds, @Nullable UUID after) {}

  /** Whom it concerns, and where the next page starts. */
  record Concerned(List<UUID> subjectIds, @Nullable UUID next) {}

  private static final int CONCERNED_AT_ONCE = 10_000;

  private final Releases releases;
  private final Processors processors;

  @Inject
  DisclosureResource(Releases releases, Processors processors) {
    this.releases = releases;
    this.processors = processors;
  }

  @GET
  @Path("/subjects/{subjectId}/disclosures")
  @Permit(
      scope = "disclosure:read",
      roles = {Role.CUSTOMER, Role.SUPPORT, Role.DPO, Role.LEGAL},
      ownership = Ownership.SUBJECT,
      gateway = true)
  @Operation(summary = "Who asked for a subject's data, what they got, and why or why not")
  public Uni<Account> account(
      UUID subjectId,
      @QueryParam("after") @Nullable UUID after,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
    return processors
        .all()
        .chain(
            all ->
                releases.ofSubject(subjectId, after, limit).map(list -> account(list, all, limit)));
  }

  @POST
  @Path("/concerned")
  @Permit(scope = "disclosure:concerned")
  @Operation(summary = "About whom these processors have ever got anything, by pages")
  public Uni<Concerned> concerned(@NotNull @Valid ConcernedQuestion question) {
    return releases
        .concerned(question.processorIds(), question.after(), CONCERNED_AT_ONCE)
        .map(ids -> new Concerned(ids, ids.size() < CONCERNED_AT_ONCE ? null : ids.getLast()));
  }

  private static Account account(List<Release> releases, List<Processor> all, int limit) {
    Map<UUID, Processor> byId =
        all.stream().collect(Collectors.toMap(Processor::id, Function.identity()));
    List<Disclosure> disclosures =
        releases.stream()
            .map(release -> disclosure(release, Recipient.of(byId.get(release.processorId()))))
            .toList();
    return new Account(disclosures, releases.size() < limit ? null : releases.getLast().id());
  }

  private static Disclosure disclosure(Release release, Recipient recipient) {
    return new Disclosure(
        release.id(),
        release.at(),
        recipient,
        release.purpose(),
        release.fields(),
        release.outcome(),
        release.gate(),
        release.evidence(),
        release.transferMechanism());
  }
}
