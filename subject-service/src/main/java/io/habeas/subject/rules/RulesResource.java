package io.habeas.subject.rules;

import io.habeas.access.Caller;
import io.habeas.access.Permit;
import io.habeas.ledger.Entry;
import io.habeas.ledger.Ledger;
import io.habeas.subject.record.IdCommitment;
import io.habeas.subject.record.State;
import io.habeas.subject.record.Subject;
import io.habeas.subject.record.Subjects;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Facts for rules over HTTP, for services. */
@Path("/api/subject/v1/rules")
@Tag(name = "Rules")
class RulesResource {

  private final Subjects subjects;
  private final Ledger ledger;
  private final Pool pool;
  private final Caller caller;

  RulesResource(Subjects subjects, Ledger ledger, Pool pool, Caller caller) {
    this.subjects = subjects;
    this.ledger = ledger;
    this.pool = pool;
    this.caller = caller;
  }

  @POST
  @Permit(scope = "subject:rules")
  @Operation(summary = "State, residency, time zone and relationship; unknown subjects are absent")
  public Uni<RulesView> facts(@NotNull @Valid RulesBody body) {
    Set<UUID> ids = Set.copyOf(body.subjectIds());
    Entry entry =
        new Entry(
            "rules.read",
            caller.id(),
            null,
            Map.of("subjects", ids.size(), "ids", IdCommitment.of(ids)));
    return pool.withTransaction(
        tx ->
            subjects
                .of(tx, ids)
                .map(found -> new RulesView(found.stream().map(FactsView::of).toList()))
                .call(() -> ledger.append(tx, entry)));
  }

  /** About whom. */
  record RulesBody(@NotEmpty @Size(max = 10_000) List<@NotNull UUID> subjectIds) {}

  /** The facts, in no order. */
  record RulesView(List<FactsView> subjects) {}

  /**
   * The facts about one subject.
   *
   * @param relationship customer, as long as the person acts in an account
   */
  record FactsView(
      UUID subjectId, State state, String residency, String timeZone, String relationship) {

    static FactsView of(Subject subject) {
      return new FactsView(
          subject.id(),
          subject.state(),
          subject.residency(),
          subject.timeZone(),
          subject.accounts().isEmpty() ? "none" : "customer");
    }
  }
}
