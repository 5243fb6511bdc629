package io.habeas.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.f4b6a3.uuid.UuidCreator;
import io.habeas.postgres.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(ConsumerResource.class)
class InboxTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Inject Pool pool;
  @Inject Inbox inbox;

  private final UUID ana = UuidCreator.getTimeOrderedEpoch();
  private final UUID ivan = UuidCreator.getTimeOrderedEpoch();
  private final List<CloudEvent> applied = new CopyOnWriteArrayList<>();

  @Test
  void theInboxAppliesOnceAndNeverAnOlderOne() {
    for (long sequence : new long[] {1, 1, 3, 2, 3, 4}) {
      apply(List.of(event("/subject", ana, sequence)), this::note);
    }

    assertThat(applied).extracting(CloudEvent::sequence).containsExactly(1L, 3L, 4L);
  }

  @Test
  void aBatchIsAppliedInTheOrderOfEachSubject() {
    apply(
        List.of(
            event("/subject", ana, 1),
            event("/subject", ivan, 7),
            event("/subject", ana, 2),
            event("/subject", ana, 2),
            event("/subject", ivan, 6),
            event("/subject", ana, 3)),
        this::note);

    assertThat(sequencesOf(ana)).containsExactly(1L, 2L, 3L);
    assertThat(sequencesOf(ivan)).containsExactly(7L);
  }

  @Test
  void everySourceCountsForItself() {
    apply(List.of(event("/subject", ana, 5), event("/consent", ana, 1)), this::note);

    assertThat(sequencesOf(ana)).containsExactlyInAnyOrder(5L, 1L);
  }

  @Test
  void aChangeThatFailsLeavesTheWholeBatchUnapplied() {
    List<CloudEvent> batch = List.of(event("/subject", ana, 1), event("/subject", ivan, 1));

    assertThatThrownBy(
            () ->
                apply(batch, news -> Uni.createFrom().failure(new IllegalStateException("broken"))))
        .hasMessage("broken");
    apply(batch, this::note);

    assertThat(applied).hasSize(2);
  }

  private void apply(List<CloudEvent> events, Function<List<CloudEvent>, Uni<Void>> change) {
    pool.withTransaction(tx -> inbox.apply(tx, events, change)).await().atMost(PATIENCE);
  }

  private Uni<Void> note(List<CloudEvent> news) {
    applied.addAll(news);
    return Uni.createFrom().voidItem();
  }

  private List<Long> sequencesOf(UUID subject) {
    return applied.stream()
        .filter(event -> event.subject().equals(subject))
        .map(CloudEvent::sequence)
        .toList();
  }

  private static CloudEvent event(String source, UUID subject, long sequence) {
    return new CloudEvent(
        "1.0",
        UUID.randomUUID(),
        source,
        "subject.restricted",
        subject,
        Instant.now(),
        "application/json",
        sequence,
        JsonNodeFactory.instance.objectNode());
  }
}
