package io.habeas.consent.decision;

import io.habeas.clock.BusinessClock;
import io.habeas.consent.preference.Choice;
import io.habeas.consent.preference.Preference;
import io.habeas.consent.preference.Preferences;
import io.habeas.consent.purpose.Channel;
import io.habeas.consent.purpose.Purpose;
import io.habeas.consent.purpose.Purposes;
import io.habeas.consent.subject.SubjectState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The whole matrix of purposes and channels for one subject, by the rules that decide contacts. */
@ApplicationScoped
class Standings {

  private final Pool pool;
  private final Purposes purposes;
  private final Preferences preferences;
  private final BusinessClock clock;

  @Inject
  Standings(Pool pool, Purposes purposes, Preferences preferences, BusinessClock clock) {
    this.pool = pool;
    this.purposes = purposes;
    this.preferences = preferences;
    this.clock = clock;
  }

  /** Two reads, whatever the number of purposes. */
  Uni<List<Standing>> of(UUID subjectId) {
    return DecisionStore.state(pool, subjectId)
        .chain(
            state ->
                preferences.present(subjectId).map(choices -> matrix(state, choices, clock.now())));
  }

  private List<Standing> matrix(SubjectState state, List<Preference> choices, Instant now) {
    return purposes.registry().purposes().stream()
        .flatMap(
            purpose ->
                purpose.channels().stream()
                    .sorted()
                    .map(channel -> standing(state, choices, purpose, channel, now)))
        .toList();
  }

  private static Standing standing(
      SubjectState state, List<Preference> choices, Purpose purpose, Channel channel, Instant now) {
    Facts facts =
        choice(choices, purpose, channel)
            .map(made -> new Facts(state, made.choice(), made.version()))
            .orElse(new Facts(state, null, null));
    Verdict verdict = DecisionRules.decide(facts, purpose, channel, now);
    boolean on = verdict instanceof Verdict.Allowed || verdict.rule() == Rule.QUIET_HOURS;
    return new Standing(purpose.name(), channel, on, verdict.rule());
  }

  /**
   * As {@link DecisionStore} picks it: the channel's own choice first, else a grant that it
   * follows.
   */
  private static Optional<Preference> choice(
      List<Preference> choices, Purpose purpose, Channel channel) {
    List<Channel> deciding = purpose.decidedBy(channel);
    return choices.stream()
        .filter(made -> made.purpose().equals(purpose.name()) && deciding.contains(made.channel()))
        .max(
            Comparator.comparing((Preference made) -> made.channel() == channel)
                .thenComparing(made -> made.choice() == Choice.GRANTED)
                .thenComparing(Preference::version));
  }
}
