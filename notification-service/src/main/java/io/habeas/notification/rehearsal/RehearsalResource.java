package io.habeas.notification.rehearsal;

import io.habeas.access.Caller;
import io.habeas.access.Permit;
import io.habeas.access.Role;
import io.habeas.idempotency.Answer;
import io.habeas.idempotency.Idempotency;
import io.habeas.notification.delivery.Deliveries;
import io.habeas.notification.policy.Names;
import io.habeas.notification.policy.Policies;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Test sends and dry runs of a version, over HTTP. */
@Path("/api/notification/v1/policies/{document}/versions/{version}")
@Produces(MediaType.APPLICATION_JSON)
public class RehearsalResource {
  private static final int BUCKETS = 256;

  private final TestSends tests;
  private final DryRuns dryRuns;
  private final Policies policies;
  private final Deliveries deliveries;
  private final Idempotency idempotency;
  private final Caller caller;

  RehearsalResource(
      TestSends tests,
      DryRuns dryRuns,
      Policies policies,
      Deliveries deliveries,
      Idempotency idempotency,
      Caller caller) {
    this.tests = tests;
    this.dryRuns = dryRuns;
    this.policies = policies;
    this.deliveries = deliveries;
    this.idempotency = idempotency;
    this.caller = caller;
  }

  /**
   * Where a test goes.
   *
   * @param to the caller's own address or some that the operator allows; without any, the own one
   */
  public record TestSend(@Nullable @Size(max = 5) List<@NotNull @Size(max = 320) String> to) {}

  /** What became of each letter: every language, for each address. */
  public record TestSent(List<TestLetter> letters) {}

  /**
   * One of them.
   *
   * @param answer {@code accepted}, {@code deferred}, {@code refused}, {@code in-doubt} or {@code
   *     no-relay}
   */
  public record TestLetter(String language, String answer) {}

  /**
   * What would become of everybody.
   *
   * @param done how much of the audience is counted, from 0 to 1
   * @param coveredByPage how many no channel reaches
   * @param languages how many would read it in which
   * @param estimatedSeconds how long the letters would take, at the best pace that there was; null
   *     if there was none
   */
  public record DryRunView(
      UUID id,
      Instant startedAt,
      @Nullable Instant finishedAt,
      double done,
      long subjects,
      long coveredByPage,
      Map<String, Long> languages,
      List<DryRunOutcome> outcomes,
      @Nullable Long estimatedSeconds) {}

  /** Some of them. */
  public record DryRunList(List<DryRunView> dryRuns) {}

  /**
   * How many it is so of.
   *
   * @param outcome {@code reachable}, {@code no-address}, {@code bad-address}, {@code denied} or
   *     {@code erased}
   * @param rule which rule denies it
   * @param firstSubjects the first of those who would not be told by it
   */
  public record DryRunOutcome(
      @Nullable String channel,
      String outcome,
      @Nullable String rule,
      long count,
      List<UUID> firstSubjects) {}

  /** Sends the notice, marked as a test, to its authors. */
  @POST
  @Path("/test-sends")
  @Consumes(MediaType.APPLICATION_JSON)
  @Permit(
      scope = "policy:write",
      roles = {Role.DPO, Role.LEGAL, Role.MARKETING},
      gateway = true)
  public Uni<TestSent> test(
      @PathParam("document") @Pattern(regexp = Names.SLUG) String document,
      @PathParam("version") @Pattern(regexp = Names.LABEL) String version,
      @NotNull @Valid TestSend wanted) {
    return tests
        .send(
            new TestSends.Author(caller.id(), caller.verifiedEmail()),
            document,
            version,
            wanted.to() == null ? List.of() : wanted.to())
        .map(
            sent ->
                new TestSent(
                    sent.stream()
                        .map(one -> new TestLetter(one.language(), one.answer()))
                        .toList()));
  }

  /** Starts a count of what would become of everybody; nothing is sent. */
  @POST
  @Path("/dry-runs")
  @Permit(
      scope = "policy:write",
      roles = {Role.DPO, Role.LEGAL, Role.MARKETING},
      gateway = true)
  public Uni<Response> start(
      @PathParam("document") @Pattern(regexp = Names.SLUG) String document,
      @PathParam("version") @Pattern(regexp = Names.LABEL) String version,
      @HeaderParam("Idempotency-Key") @Nullable String key) {
    return policies
        .version(document, version)
        .chain(
            found ->
                idempotency.once(
                    key,
                    caller,
                    "policy.dry-run " + document + " " + version,
                    Map.of(),
                    tx ->
                        dryRuns
                            .start(tx, caller.id(), found)
                            .map(
                                id ->
                                    Answer.created(
                                        "/api/notification/v1/policies/%s/versions/%s/dry-runs"
                                            .formatted(document, version),
                                        Map.of("id", id)))));
  }

  /** The newest ones, newest first, finished or not: what is counted so far. */
  @GET
  @Path("/dry-runs")
  @Permit(
      scope = "policy:read",
      roles = {Role.DPO, Role.LEGAL, Role.MARKETING, Role.AUDITOR},
      gateway = true)
  public Uni<DryRunList> dryRuns(
      @PathParam("document") @Pattern(regexp = Names.SLUG) String document,
      @PathParam("version") @Pattern(regexp = Names.LABEL) String version) {
    return policies
        .version(document, version)
        .chain(dryRuns::newest)
        .chain(
            runs ->
                deliveries
                    .bestPace()
                    .map(
                        pace ->
                            new DryRunList(runs.stream().map(run -> view(run, pace)).toList())));
  }

  private static DryRunView view(RehearsalStore.Run run, double pace) {
    Tally tally = run.tally();
    return new DryRunView(
        run.id(),
        run.startedAt(),
        run.finishedAt(),
        run.nextBucket() / (double) BUCKETS,
        tally.subjects(),
        tally.coveredByPage(),
        tally.languages(),
        tally.outcomes().stream()
            .map(
                one ->
                    new DryRunOutcome(
                        one.channel() == null ? null : one.channel().slug(),
                        one.outcome(),
                        one.rule(),
                        one.count(),
                        one.firstSubjects()))
            .toList(),
        pace > 0 ? (Long) (long) Math.ceil(tally.letters() / pace) : null);
  }
}
