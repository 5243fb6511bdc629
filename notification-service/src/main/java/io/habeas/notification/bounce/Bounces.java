package io.habeas.notification.bounce;

import io.habeas.clock.BusinessClock;
import io.habeas.clock.SecurityClock;
import io.habeas.ledger.Entry;
import io.habeas.ledger.Ledger;
import io.habeas.notification.campaign.Campaigns;
import io.habeas.notification.delivery.Channel;
import io.habeas.notification.report.Report;
import io.habeas.notification.report.ReportReader;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Acts upon what came back, once, in the transaction that remembers that it did. A permanent
 * failure takes an acceptance back; everything else is recorded and changes nothing. What has no
 * token of ours is counted, and that is all.
 */
@Singleton
public class Bounces {
  private static final String ACTOR = "notification-service";

  private final Pool pool;
  private final BounceTokens tokens;
  private final Campaigns campaigns;
  private final TakingBack takingBack;
  private final Ledger ledger;
  private final BusinessClock clock;
  private final SecurityClock securityClock;
  private final MeterRegistry meters;
  private final BounceStore store = new BounceStore();

  Bounces(
      Pool pool,
      BounceTokens tokens,
      Campaigns campaigns,
      TakingBack takingBack,
      Ledger ledger,
      BusinessClock clock,
      SecurityClock securityClock,
      MeterRegistry meters) {
    this.pool = pool;
    this.tokens = tokens;
    this.campaigns = campaigns;
    this.takingBack = takingBack;
    this.ledger = ledger;
    this.clock = clock;
    this.securityClock = securityClock;
    this.meters = meters;
  }

  /** Processes a message; one that is known already changes nothing. */
  Uni<Void> take(Arrived arrived) {
    Report report = ReportReader.read(arrived.start());
    return returned(report.tokens())
        .chain(
            found ->
                pool.withTransaction(tx -> take(tx, arrived, report, found))
                    .invoke(
                        isNew -> count(report, isNew ? outcome(report, found) : "known-already")))
        .replaceWithVoid();
  }

  private Uni<Boolean> take(
      SqlConnection tx, Arrived arrived, Report report, Optional<Returned> found) {
    return store
        .keep(
            tx,
            arrived,
            ContentHash.of(arrived.start()),
            report.kind(),
            outcome(report, found),
            securityClock.now())
        .call(
            isNew ->
                isNew && found.isPresent()
                    ? act(tx, report, found.get())
                    : Uni.createFrom().voidItem());
  }

  private static String outcome(Report report, Optional<Returned> found) {
    if (found.isEmpty()) {
      return report.tokens().isEmpty() ? "no-token" : "no-token-of-ours";
    }
    return "taken";
  }

  private Uni<Void> act(SqlConnection tx, Report report, Returned returned) {
    return switch (report.kind()) {
      case FAILED -> recorded(tx, report, returned, fail(tx, report, returned));
      case COMPLAINT -> recorded(tx, report, returned, complain(tx, report, returned));
      case DELAYED, DELIVERED -> recorded(tx, report, returned, Uni.createFrom().voidItem());
      case AUTOMATIC, CHALLENGE, UNCLEAR -> Uni.createFrom().voidItem();
    };
  }

  /** Of whoever is gone, or never was in the campaign, nothing is recorded and nothing follows. */
  private Uni<Void> recorded(
      SqlConnection tx, Report report, Returned returned, Uni<Void> andThen) {
    return store
        .report(tx, returned, report, clock.now())
        .chain(there -> there ? andThen : Uni.createFrom().voidItem());
  }

  private Uni<Void> fail(SqlConnection tx, Report report, Returned returned) {
    String status = Objects.requireNonNullElse(report.status(), "5.0.0");
    return takingBack.failed(tx, returned, status, "bounce-" + status);
  }

  /** Shown to the desk; nobody is unsubscribed from what the law wants them told. */
  private Uni<Void> complain(SqlConnection tx, Report report, Returned returned) {
    Map<String, Object> details = TakingBack.about(returned);
    details.put("type", Objects.requireNonNullElse(report.status(), "other"));
    return ledger
        .append(tx, new Entry("notice.complained", ACTOR, returned.subjectId(), details))
        .chain(() -> store.count(tx, returned, "complaint"));
  }

  /** The first of them that we signed. */
  private Uni<Optional<Returned>> returned(List<String> candidates) {
    List<BounceTokens.Claimed> read =
        candidates.stream().map(BounceTokens::read).flatMap(Optional::stream).toList();
    return read.isEmpty()
        ? Uni.createFrom().item(Optional.empty())
        : campaigns
            .all()
            .map(
                all ->
                    read.stream()
                        .flatMap(
                            claimed ->
                                all.stream()
                                    .filter(one -> tokens.isOurs(claimed, one.id()))
                                    .map(
                                        one ->
                                            new Returned(
                                                one,
                                                claimed.subjectId(),
                                                Channel.EMAIL,
                                                claimed.attempt())))
                        .findFirst());
  }

  private void count(Report report, String outcome) {
    meters.counter("habeas.bounces", "kind", report.kind().slug(), "outcome", outcome).increment();
  }
}
