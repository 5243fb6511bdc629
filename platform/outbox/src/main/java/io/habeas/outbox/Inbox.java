package io.habeas.outbox;

import io.habeas.clock.SecurityClock;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.ZoneOffset;
import java.util.function.Supplier;

/**
 * Applies each event once and never an older one after a newer. The mark and the change commit
 * together; the mark's row is locked first, so two deliveries of one event follow each other.
 */
@ApplicationScoped
public class Inbox {

  /** One row a source and subject: what has been applied is a number, not a growing list of ids. */
  private static final String ADVANCE =
      """
      insert into inbox as i (source, subject_id, sequence, applied_at) values ($1, $2, $3, $4)
      on conflict (source, subject_id) do update
        set sequence = excluded.sequence, applied_at = excluded.applied_at
        where i.sequence < excluded.sequence
      """;

  private final SecurityClock clock;

  @Inject
  Inbox(SecurityClock clock) {
    this.clock = clock;
  }

  /**
   * Applies the change that an event tells.
   *
   * @return whether it was applied; false for one that was applied before or is older than what was
   */
  public Uni<Boolean> apply(SqlConnection tx, CloudEvent event, Supplier<Uni<Void>> change) {
    return tx.preparedQuery(ADVANCE)
        .execute(
            Tuple.of(
                event.source(),
                event.subject(),
                event.sequence(),
                clock.now().atOffset(ZoneOffset.UTC)))
        .chain(
            rows ->
                rows.rowCount() == 0
                    ? Uni.createFrom().item(false)
                    : change.get().replaceWith(true));
  }
}
