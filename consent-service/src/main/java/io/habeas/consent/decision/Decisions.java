package io.habeas.consent.decision;

import io.habeas.clock.BusinessClock;
import io.habeas.consent.ConsentFailure;
import io.habeas.consent.purpose.Channel;
import io.habeas.consent.purpose.Purpose;
import io.habeas.consent.purpose.Purposes;
import io.habeas.consent.unsubscribe.UnsubscribeTokens;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decides for one subject or for many. */
@ApplicationScoped
public class Decisions {

  private static final Duration VALID = Duration.ofSeconds(5);

  private final Pool pool;
  private final Purposes purposes;
  private final BusinessClock clock;
  private final UnsubscribeTokens tokens;

  @Inject
  Decisions(Pool pool, Purposes purposes, BusinessClock clock, UnsubscribeTokens tokens) {
    this.pool = pool;
    this.purposes = purposes;
    this.clock = clock;
    this.tokens = tokens;
  }

  /**
   * Decides for these subjects at one instant. The facts are read after the call from the primary:
   * a withdrawal that was acknowledged before is seen.
   *
   * @return a decision for each, in the order asked
   * @throws ConsentFailure.UnknownPurpose if the registry lacks purpose or channel
   */
  public Uni<List<Decision>> decide(List<UUID> subjectIds, String purpose, Channel channel) {
    Purpose known = purposes.find(purpose, channel).orElseThrow(ConsentFailure.UnknownPurpose::new);
    return DecisionStore.facts(pool, subjectIds, purpose, known.decidedBy(channel))
        .map(
            facts -> {
              Instant now = clock.now();
              return subjectIds.stream()
                  .map(id -> decide(id, facts.getOrDefault(id, Facts.NONE), known, channel, now))
                  .toList();
            });
  }

  private Decision decide(UUID id, Facts facts, Purpose purpose, Channel channel, Instant now) {
    Verdict verdict = DecisionRules.decide(facts, purpose, channel, now);
    Decision.Outcome outcome =
        switch (verdict) {
          case Verdict.Allowed allowed -> Decision.Outcome.ALLOW;
          case Verdict.Denied denied -> Decision.Outcome.DENY;
        };
    String versions = DecisionRules.VERSION + "." + purposes.registry().version();
    return new Decision(
        id,
        outcome,
        verdict.rule(),
        new Decision.Evidence(facts.preferenceVersion(), versions, now),
        now.plus(VALID),
        outcome == Decision.Outcome.ALLOW ? unsubscribe(id, purpose, channel) : null);
  }

  private @Nullable String unsubscribe(UUID id, Purpose purpose, Channel channel) {
    return channel == Channel.EMAIL && purpose.legalBasis().isChoice()
        ? tokens.of(id, purpose.name(), channel)
        : null;
  }
}
