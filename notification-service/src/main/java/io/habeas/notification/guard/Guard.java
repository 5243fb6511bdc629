package io.habeas.notification.guard;

import io.habeas.notification.delivery.Told;
import io.habeas.notification.policy.PolicyVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The promise of the policy: material changes are announced thirty days before. A notice counts
 * from the moment when the relay took it; for those whom no mail reaches, from the moment since
 * when the page has shown the version without a gap.
 */
public final class Guard {
  private Guard() {}

  /**
   * What is known when the guard is asked.
   *
   * @param now business time
   * @param effectiveAt the announced date
   * @param audienceComplete whether everybody affected is counted
   * @param told who had been told thirty days before {@code now}
   * @param proved whether the ledger's published part holds what was recorded by then
   * @param postedSince since when the page has shown it without a gap, if it has
   */
  public record Case(
      Instant now,
      Instant effectiveAt,
      boolean audienceComplete,
      Told told,
      boolean proved,
      @Nullable Instant postedSince) {
    /** A notice of this moment or before is old enough. */
    Instant cutOff() {
      return now.minus(PolicyVersion.NOTICE);
    }
  }

  /** May the version come into force now? */
  public static Ruling decide(Case known) {
    List<Obstacle> obstacles = new ArrayList<>();
    if (known.now().isBefore(known.effectiveAt())) {
      obstacles.add(new Obstacle("date-not-reached", 0, known.effectiveAt()));
    }
    if (!known.audienceComplete()) {
      obstacles.add(new Obstacle("audience-incomplete", 0, known.now().plus(PolicyVersion.NOTICE)));
    }
    if (!known.proved()) {
      obstacles.add(new Obstacle("not-sealed", 0, known.now()));
    }
    Told told = known.told();
    if (told.waiting() > 0) {
      obstacles.add(
          new Obstacle("not-told", told.waiting(), known.now().plus(PolicyVersion.NOTICE)));
    }
    if (told.late() > 0 && told.lastAt() != null) {
      obstacles.add(
          new Obstacle("told-too-late", told.late(), told.lastAt().plus(PolicyVersion.NOTICE)));
    }
    if (told.failing() > 0) {
      coverOf(known).ifPresent(obstacles::add);
    }
    return obstacles.isEmpty() ? new Ruling.Allowed() : refusal(known, obstacles);
  }

  /**
   * May a version come into force whose change was called not material? Nobody is mailed, but the
   * page must show it, in every language, up to now.
   */
  public static Ruling decidePosted(
      Instant now, Instant effectiveAt, @Nullable Instant postedSince) {
    List<String> reasons = new ArrayList<>();
    if (now.isBefore(effectiveAt)) {
      reasons.add("date-not-reached");
    }
    if (postedSince == null) {
      reasons.add("not-posted");
    }
    Instant earliest = now.isBefore(effectiveAt) ? effectiveAt : now;
    return reasons.isEmpty() ? new Ruling.Allowed() : new Ruling.NotYet(0, earliest, reasons);
  }

  /**
   * What was judged or told against one version may not replace another: the change would be
   * another one. Only what was told to everybody is what it is whatever it replaces.
   *
   * @param toldEverybody whether the whole version was announced as material to everybody
   */
  public static Ruling alsoAgainstWhatBinds(
      Ruling ruling, boolean sameBase, boolean toldEverybody, Instant now) {
    if (sameBase || toldEverybody) {
      return ruling;
    }
    Instant again = now.plus(PolicyVersion.NOTICE);
    return switch (ruling) {
      case Ruling.Allowed _ -> new Ruling.NotYet(0, again, List.of("another-version-binds"));
      case Ruling.NotYet(long missing, Instant earliest, List<String> reasons) -> {
        List<String> more = new ArrayList<>(reasons);
        more.add("another-version-binds");
        yield new Ruling.NotYet(missing, earliest.isBefore(again) ? again : earliest, more);
      }
    };
  }

  private static Optional<Obstacle> coverOf(Case known) {
    long failing = known.told().failing();
    Instant since = known.postedSince();
    if (since == null) {
      return Optional.of(
          new Obstacle("not-posted", failing, known.now().plus(PolicyVersion.NOTICE)));
    }
    return since.isAfter(known.cutOff())
        ? Optional.of(new Obstacle("posted-too-late", failing, since.plus(PolicyVersion.NOTICE)))
        : Optional.empty();
  }

  private static Ruling.NotYet refusal(Case known, List<Obstacle> obstacles) {
    Instant earliest =
        obstacles.stream().map(Obstacle::until).max(Instant::compareTo).orElseThrow();
    return new Ruling.NotYet(
        obstacles.stream().mapToLong(Obstacle::subjects).sum(),
        earliest.isBefore(known.effectiveAt()) ? known.effectiveAt() : earliest,
        obstacles.stream().map(Obstacle::reason).toList());
  }

  private record Obstacle(String reason, long subjects, Instant until) {}
}
