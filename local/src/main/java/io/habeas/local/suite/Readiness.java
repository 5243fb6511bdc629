package io.habeas.local.suite;

import io.habeas.local.home.Trouble;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which parts of a start are ready, which have failed, and who waits for whom. */
final class Readiness {

  private final Map<String, CompletableFuture<Void>> parts;
  private final CompletableFuture<Void> failure = new CompletableFuture<>();

  Readiness(List<Plan> plans) {
    parts =
        plans.stream()
            .map(Plan::name)
            .collect(Collectors.toMap(Function.identity(), name -> new CompletableFuture<>()));
  }

  void ready(String part) {
    of(part).complete(null);
  }

  void failed(String part, Trouble trouble) {
    failure.completeExceptionally(trouble);
    of(part).completeExceptionally(trouble);
  }

  /** The part will never be ready, but it is not the reason. */
  void givenUp(String part) {
    of(part).cancel(false);
  }

  /** Waits for what a plan needs; a part that is not started at all is taken for ready. */
  void awaitAll(Iterable<String> needed) {
    for (String part : needed) {
      if (parts.containsKey(part)) {
        of(part).join();
      }
    }
  }

  /** Waits until all are ready or one has failed. */
  void awaitEnd() {
    CompletableFuture<Void> everything =
        CompletableFuture.allOf(parts.values().toArray(CompletableFuture<?>[]::new));
    try {
      CompletableFuture.anyOf(everything, failure).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof Trouble trouble ? trouble : e;
    }
  }

  private CompletableFuture<Void> of(String part) {
    return Objects.requireNonNull(parts.get(part));
  }
}
