package io.habeas.notification.mailing;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Lanes that work at the same thing. One that finds nothing to do comes again as long as another
 * works: what is due may be locked while that one claims, or be planned while it carries. So a lane
 * that came too early does not leave the rest of a campaign to the others.
 */
final class Crew {
  private final Duration rest;

  /** How many are at a step, or about to begin one. */
  private final AtomicInteger atWork;

  private Crew(int lanes, Duration rest) {
    this.rest = rest;
    this.atWork = new AtomicInteger(lanes);
  }

  /**
   * Works until no lane finds anything more, or each was hindered. One that fails keeps no other
   * from going on; its failure is told in the end.
   *
   * @param lanes each makes its next step whenever it is asked
   * @param rest after this long a lane that found nothing looks again
   */
  static Uni<Void> work(List<Supplier<Uni<Passage.Step>>> lanes, Duration rest) {
    Crew crew = new Crew(lanes.size(), rest);
    return Uni.join()
        .all(lanes.stream().map(crew::lane).toList())
        .andCollectFailures()
        .replaceWithVoid();
  }

  /** A loop and not a recursion: a lane may go round a hundred thousand times. */
  private Uni<Void> lane(Supplier<Uni<Passage.Step>> lane) {
    return Uni.createFrom()
        .deferred(() -> step(lane).chain(this::after))
        .repeat()
        .whilst(goOn -> goOn)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Passage.Step> step(Supplier<Uni<Passage.Step>> lane) {
    return Uni.createFrom().deferred(lane::get).onFailure().invoke(() -> leave());
  }

  /** Whether the lane goes on. */
  private Uni<Boolean> after(Passage.Step step) {
    return switch (step) {
      case TAKEN -> Uni.createFrom().item(true);
      case HINDERED -> Uni.createFrom().item(false).invoke(this::leave);
      case NOTHING_DUE ->
          leave()
              ? Uni.createFrom().item(true).onItem().delayIt().by(rest).map(_ -> comeBack())
              : Uni.createFrom().item(false);
    };
  }

  /** Whether others work on. */
  private boolean leave() {
    return atWork.decrementAndGet() > 0;
  }

  /** Whether anybody does still: alone, nobody begins again. */
  private boolean comeBack() {
    return atWork.getAndUpdate(lanes -> lanes == 0 ? 0 : lanes + 1) > 0;
  }
}
