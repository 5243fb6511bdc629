package io.habeas.notification.mailing;

import static io.habeas.notification.mailing.Passage.Step.HINDERED;
import static io.habeas.notification.mailing.Passage.Step.NOTHING_DUE;
import static io.habeas.notification.mailing.Passage.Step.TAKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CrewTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void whoFoundNothingComesAgainWhileAnotherWorks() {
    CompletableFuture<Passage.Step> carried = new CompletableFuture<>();
    Lane early =
        new Lane(
            () -> now(NOTHING_DUE),
            () -> now(NOTHING_DUE),
            () -> {
              carried.complete(TAKEN);
              return now(TAKEN);
            });
    // Has all at first, and is done only when the other got some of what came since.
    Lane working = new Lane(() -> Uni.createFrom().completionStage(carried));

    work(early, working);

    assertThat(early.steps.get()).isGreaterThanOrEqualTo(4);
    assertThat(working.steps.get()).isGreaterThanOrEqualTo(2);
  }

  @Test
  void whereNobodyFindsAnythingNobodyStays() {
    Lane one = new Lane();
    Lane other = new Lane();

    work(one, other);

    assertThat(one.steps.get()).isPositive();
    assertThat(other.steps.get()).isPositive();
  }

  @Test
  void whoIsHinderedLeavesTheRestToTheOthers() {
    Lane hindered = new Lane(() -> now(HINDERED));
    Lane working = new Lane(() -> now(TAKEN), () -> now(TAKEN));

    work(hindered, working);

    assertThat(hindered.steps.get()).isEqualTo(1);
    assertThat(working.steps.get()).isEqualTo(3);
  }

  @Test
  void whoFailsIsNotWaitedForAndIsToldOf() {
    for (Supplier<Uni<Passage.Step>> failing :
        List.<Supplier<Uni<Passage.Step>>>of(
            () -> Uni.createFrom().failure(new IllegalStateException("lost")),
            () -> {
              throw new IllegalStateException("lost");
            })) {
      Lane lost = new Lane(failing);
      Lane working = new Lane(() -> now(TAKEN), () -> now(TAKEN));

      assertThatThrownBy(() -> work(lost, working)).hasStackTraceContaining("lost");
      assertThat(working.steps.get()).isEqualTo(3);
    }
  }

  private static void work(Lane... lanes) {
    Crew.work(Arrays.stream(lanes).map(lane -> (Supplier<Uni<Passage.Step>>) lane::step).toList())
        .await()
        .atMost(PATIENCE);
  }

  private static Uni<Passage.Step> now(Passage.Step step) {
    return Uni.createFrom().item(step);
  }

  /** Makes these steps and then finds nothing. */
  private static final class Lane {
    private final Queue<Supplier<Uni<Passage.Step>>> left;
    private final AtomicInteger steps = new AtomicInteger();

    @SafeVarargs
    Lane(Supplier<Uni<Passage.Step>>... steps) {
      this.left = new ArrayDeque<>(List.of(steps));
    }

    Uni<Passage.Step> step() {
      steps.incrementAndGet();
      Supplier<Uni<Passage.Step>> next = left.poll();
      return next == null ? now(NOTHING_DUE) : next.get();
    }
  }
}
