package io.habeas.subject.account;

import io.habeas.clock.BusinessClock;
import io.habeas.subject.vault.DataKeys;
import io.habeas.subject.vault.Digest;
import io.habeas.subject.vault.KeyRef;
import io.habeas.subject.vault.Vault;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Holds accounts: reads what is held, plans, has the data keys committed, encrypts off the event
 * loop, and writes in one transaction. The plan's versions are checked as it is written; who lost a
 * race plans anew. Data keys that a lost race leaves behind open nothing.
 */
@Singleton
public class Registrar {

  private static final Duration FIRST_WAIT = Duration.ofMillis(20);
  private static final int TRIES = 6;
  private static final Set<String> WORTH_RETRYING = Set.of("40001", "40P01", "23505");

  private final HeldReading reading;
  private final Planner planner;
  private final Vault vault;
  private final Sealing sealing;
  private final BatchWriting writing;
  private final Pool pool;
  private final BusinessClock clock;

  Registrar(
      HeldReading reading,
      Planner planner,
      Vault vault,
      Sealing sealing,
      BatchWriting writing,
      Pool pool,
      BusinessClock clock) {
    this.reading = reading;
    this.planner = planner;
    this.vault = vault;
    this.sealing = sealing;
    this.writing = writing;
    this.pool = pool;
    this.clock = clock;
  }

  /** What commits together with the accounts, told what became of them. */
  @FunctionalInterface
  public interface Alongside {

    Uni<Void> commit(SqlConnection tx, Outcome outcome);
  }

  /**
   * Accounts encrypted and ready to be written, if nothing of them is changed meanwhile.
   *
   * @param accounts as they were sent
   * @param actor who sent them
   */
  public record Prepared(
      List<Registration> accounts, String actor, Plans plans, SealedBatch batch, Instant at) {

    @Override
    public String toString() {
      return "Prepared[***]";
    }
  }

  /**
   * Holds these accounts, no two of the same number, or none of them.
   *
   * @param actor who sent them
   */
  public Uni<Outcome> register(List<Registration> accounts, String actor, Alongside alongside) {
    return Uni.createFrom()
        .deferred(() -> prepare(accounts, actor).chain(prepared -> write(prepared, alongside)))
        .onFailure(Registrar::isWorthRetrying)
        .retry()
        .withBackOff(FIRST_WAIT)
        .atMost(TRIES);
  }

  /**
   * Holds accounts that were prepared, or none of them. What was written of them since then makes
   * them be prepared anew.
   */
  public Uni<Outcome> register(Prepared prepared, Alongside alongside) {
    return write(prepared, alongside)
        .onFailure(Registrar::isWorthRetrying)
        .recoverWithUni(() -> register(prepared.accounts(), prepared.actor(), alongside));
  }

  /** All but the writing; the data keys are committed. */
  public Uni<Prepared> prepare(List<Registration> accounts, String actor) {
    Instant now = clock.now();
    Set<Digest> numbers =
        accounts.stream().map(one -> planner.numberOf(one.number())).collect(Collectors.toSet());
    Set<MembershipRow.Key> people =
        accounts.stream()
            .flatMap(account -> planner.peopleOf(account).stream())
            .collect(Collectors.toSet());
    return reading
        .read(numbers, people)
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .map(held -> Plans.of(accounts.stream().map(one -> planner.plan(one, held)).toList()))
        .chain(
            plans ->
                seal(plans, actor, now)
                    .map(batch -> new Prepared(accounts, actor, plans, batch, now)));
  }

  private Uni<SealedBatch> seal(Plans plans, String actor, Instant now) {
    Set<KeyRef> keys =
        plans.lawful().stream().flatMap(AccountPlan::keys).collect(Collectors.toSet());
    return vault
        .keysMakingMissing(keys)
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .map((DataKeys open) -> sealing.seal(plans.lawful(), open, actor, now));
  }

  private Uni<Outcome> write(Prepared prepared, Alongside alongside) {
    Outcome outcome = prepared.plans().outcome();
    return pool.withTransaction(
            tx ->
                writing
                    .write(tx, prepared.batch(), prepared.at())
                    .chain(() -> alongside.commit(tx, outcome)))
        .replaceWith(outcome);
  }

  private static boolean isWorthRetrying(Throwable failure) {
    return failure instanceof LostRaceException
        || (failure instanceof PgException pg && WORTH_RETRYING.contains(pg.getSqlState()));
  }
}
