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
  /** To look whether anything is due costs a fraction of a millisecond. */
  private static final Duration SHORTEST_REST = Duration.ofMillis(20);

  private static final Duration LONGEST_REST = Duration.ofSeconds(1);

  /** How many are at a step, or about to begin one. */
  private final AtomicInteger atWork;

  private Crew(int lanes) {
    this.atWork = new AtomicInteger(lanes);
  }

  /**
   * Works until no lane finds anything more, or each was hindered. One that fails keeps no other
   * from going on; its failure is told in the end.
   *
   * @param lanes each makes its next step whenever it is asked
   */
  static Uni<Void> work(List<Supplier<Uni<Passage.Step>>> lanes) {
    Crew crew = new Crew(lanes.size());
    return Uni.join()
        .all(lanes.stream().map(lane -> crew.new Lane(lane).work()).toList())
        .andCollectFailures()
        .replaceWithVoid();
  }

  /** Whether others work on. */
  private boolean leave() {
    return atWork.decrementAndGet() > 0;
  }

  /** Whether anybody does still: alone, nobody begins again. */
  private boolean comeBack() {
    return atWork.getAndUpdate(lanes -> lanes == 0 ? 0 : lanes + 1) > 0;
  }

  /** One of them; its rests are longer the more often it finds nothing. */
  private final class Lane {
    private final Supplier<Uni<Passage.Step>> next;
    private Duration rest = SHORTEST_REST;

    Lane(Supplier<Uni<Passage.Step>> next) {
      this.next = next;
    }

    /** A loop and not a recursion: a lane may go round a hundred thousand times. */
    Uni<Void> work() {
      return Uni.createFrom()
          .deferred(() -> step().chain(this::after))
          .repeat()
          .whilst(goOn -> goOn)
          .collect()
          .last()
          .replaceWithVoid();
    }

    private Uni<Passage.Step> step() {
      return Uni.createFrom().deferred(next::get).onFailure().invoke(() -> leave());
    }

    /** Whether the lane goes on. */
    private Uni<Boolean> after(Passage.Step step) {
      return switch (step) {
        case TAKEN -> {
          rest = SHORTEST_REST;
          yield Uni.createFrom().item(true);
        }
        case HINDERED -> {
          leave();
          yield Uni.createFrom().item(false);
        }
        case NOTHING_DUE -> leave() ? rested() : Uni.createFrom().item(false);
      };
    }

    private Uni<Boolean> rested() {
      Duration now = rest;
      Duration longer = rest.multipliedBy(2);
      rest = longer.compareTo(LONGEST_REST) < 0 ? longer : LONGEST_REST;
      return Uni.createFrom().item(true).onItem().delayIt().by(now).map(_ -> comeBack());
    }
  }
}
