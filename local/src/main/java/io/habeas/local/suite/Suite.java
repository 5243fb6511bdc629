package io.habeas.local.suite;

import io.habeas.local.home.DataDirectory;
import io.habeas.local.home.Trouble;
import io.habeas.local.process.Part;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Starts parts, watches them, stops them. */
public final class Suite implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(25);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  private final DataDirectory data;
  private final Progress progress;
  private final Wanted wanted;
  private final Map<String, RunningPart> parts = new ConcurrentHashMap<>();
  private volatile boolean stopping;

  /** A suite of which nothing runs yet. */
  public Suite(DataDirectory data, Progress progress) {
    this.data = data;
    this.progress = progress;
    this.wanted = new Wanted(data.run());
  }

  /**
   * Starts all parts and returns when all are ready.
   *
   * @throws Trouble of the first part that cannot be started; others may run by then
   */
  public void start(List<Plan> plans) {
    Readiness readiness = new Readiness(plans);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      plans.forEach(plan -> threads.execute(() -> bringUp(plan, readiness)));
      try {
        readiness.awaitEnd();
      } catch (Trouble trouble) {
        stopping = true;
        threads.shutdownNow();
        throw trouble;
      }
    }
  }

  /** Ends when a part ends by itself, with the reason, or empty when the suite is stopped. */
  public Optional<Trouble> watch() throws InterruptedException {
    while (!stopping) {
      for (RunningPart part : parts.values()) {
        if (!part.alive() && !stopping && !tolerated(part)) {
          return Optional.of(part.ended());
        }
      }
      Thread.sleep(BETWEEN_LOOKS);
    }
    return Optional.empty();
  }

  /** Stops all parts, the database last. */
  @Override
  public void close() {
    close(PATIENCE);
  }

  /** Stops all parts, each of which may take this long to end by itself. */
  public void close(Duration patience) {
    stopping = true;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (RunningPart part : parts.values()) {
        if (!part.name().equals("postgres")) {
          threads.execute(() -> part.stop(patience));
        }
      }
    }
    RunningPart database = parts.get("postgres");
    if (database != null) {
      database.stop(patience);
    }
  }

  private void bringUp(Plan plan, Readiness readiness) {
    try {
      Part part = plan.preparation().prepare(words -> progress.say(plan.name(), words));
      readiness.awaitAll(plan.after());
      if (!stopping) {
        start(part, plan);
      }
      readiness.ready(plan.name());
    } catch (CompletionException | CancellationException e) {
      readiness.givenUp(plan.name());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      readiness.givenUp(plan.name());
    } catch (Trouble e) {
      failed(plan, readiness, e);
    } catch (RuntimeException e) {
      failed(
          plan,
          readiness,
          new Trouble(plan.name(), "cannot be prepared (" + e + ")", "Report this", e));
    }
  }

  private void failed(Plan plan, Readiness readiness, Trouble trouble) {
    if (stopping) {
      readiness.givenUp(plan.name());
    } else {
      readiness.failed(plan.name(), trouble);
    }
  }

  private void start(Part part, Plan plan) throws InterruptedException {
    long began = System.nanoTime();
    progress.say(plan.name(), "starting");
    wanted.forget(plan.name());
    RunningPart running = RunningPart.start(part, data);
    parts.put(plan.name(), running);
    if (stopping) {
      running.stop(PATIENCE);
      return;
    }
    running.awaitReady();
    plan.settling().settle();
    progress.ready(plan.name(), Duration.ofNanos(System.nanoTime() - began));
  }

  /** Whether somebody wanted this part to end; starts it again if it is wanted back. */
  private boolean tolerated(RunningPart part) {
    return switch (wanted.of(part.name())) {
      case DOWN -> true;
      case UP -> {
        wanted.forget(part.name());
        progress.say(part.name(), "starting again");
        part.again();
        yield true;
      }
      case NOTHING -> false;
    };
  }
}
