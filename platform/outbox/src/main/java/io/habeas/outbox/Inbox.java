package io.habeas.outbox;

import io.habeas.clock.SecurityClock;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Applies each event once and never an older one after a newer. The marks and the change commit
 * together; the marks' rows are locked first and in one order, so two deliveries of one event
 * follow each other.
 */
@ApplicationScoped
public class Inbox {

  /** One row a source and subject: what has been applied is a number, not a growing list of ids. */
  private static final String ADVANCE =
      """
      insert into inbox as i (source, subject_id, sequence, applied_at)
      select source, subject_id, sequence, $4
      from unnest($1::text[], $2::uuid[], $3::bigint[]) as t (source, subject_id, sequence)
      order by source, subject_id
      on conflict (source, subject_id) do update
        set sequence = excluded.sequence, applied_at = excluded.applied_at
        where i.sequence < excluded.sequence
      returning source, subject_id
      """;

  private final SecurityClock clock;

  @Inject
  Inbox(SecurityClock clock) {
    this.clock = clock;
  }

  /**
   * Applies the change that a batch of events tells, all of it or nothing. Events on one subject
   * are applied in the batch's order.
   *
   * @param change is given those events that were not applied before and are not older than what
   *     was, of each subject at most one at a time
   */
  public Uni<Void> apply(
      SqlConnection tx, List<CloudEvent> events, Function<List<CloudEvent>, Uni<Void>> change) {
    return Multi.createFrom()
        .iterable(turns(events))
        .onItem()
        .transformToUniAndConcatenate(turn -> applyTurn(tx, turn, change))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> applyTurn(
      SqlConnection tx, List<CloudEvent> turn, Function<List<CloudEvent>, Uni<Void>> change) {
    return advance(tx, turn)
        .map(news -> turn.stream().filter(event -> news.contains(Origin.of(event))).toList())
        .chain(news -> news.isEmpty() ? Uni.createFrom().voidItem() : change.apply(news));
  }

  private Uni<Set<Origin>> advance(SqlConnection tx, List<CloudEvent> turn) {
    return tx.preparedQuery(ADVANCE)
        .execute(
            Tuple.of(
                turn.stream().map(CloudEvent::source).toArray(String[]::new),
                turn.stream().map(CloudEvent::subject).toArray(UUID[]::new),
                turn.stream().map(CloudEvent::sequence).toArray(Long[]::new),
                clock.now().atOffset(ZoneOffset.UTC)))
        .map(
            rows -> {
              Set<Origin> advanced = new HashSet<>();
              for (Row row : rows) {
                advanced.add(new Origin(row.getString("source"), row.getUUID("subject_id")));
              }
              return advanced;
            });
  }

  /** The first events of all subjects, then the second ones, and so on. */
  private static List<List<CloudEvent>> turns(List<CloudEvent> events) {
    List<List<CloudEvent>> turns = new ArrayList<>();
    Map<Origin, Integer> seen = new HashMap<>();
    for (CloudEvent event : events) {
      int turn = seen.merge(Origin.of(event), 1, Integer::sum) - 1;
      if (turn == turns.size()) {
        turns.add(new ArrayList<>());
      }
      turns.get(turn).add(event);
    }
    return turns;
  }

  private record Origin(String source, UUID subject) {
    static Origin of(CloudEvent event) {
      return new Origin(event.source(), event.subject());
    }
  }
}
