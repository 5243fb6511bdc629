package io.habeas.notification.message;

import io.habeas.notification.carrier.Carrier;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/** A lane for each way out, so that one that stands still keeps no other one waiting. */
@Singleton
public class Lanes {
  private static final Logger LOG = Logger.getLogger(Lanes.class);

  private final List<Lane> lanes;

  Lanes(@Any Instance<Carrier> carriers, Lane.Means means) {
    this.lanes = carriers.stream().map(carrier -> new Lane(carrier, means)).toList();
  }

  void stop(@Observes ShutdownEvent shutdown) {
    lanes.forEach(Lane::stop);
  }

  @Scheduled(
      every = "${habeas.messages.every:1s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> round() {
    lanes.forEach(
        lane ->
            lane.sendAll()
                .subscribe()
                .with(_ -> {}, e -> LOG.warnf("a lane of messages waits: %s", e)));
    return Uni.createFrom().voidItem();
  }

  /** Sends everything that is due, on every way. */
  public Uni<Void> sendAll() {
    return Uni.join()
        .all(lanes.stream().map(Lane::sendAll).toList())
        .andCollectFailures()
        .replaceWithVoid();
  }
}
