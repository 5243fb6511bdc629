package io.habeas.disclosure.subject;

import com.fasterxml.jackson.databind.JsonNode;
import io.habeas.clock.BusinessClock;
import io.habeas.outbox.CloudEvent;
import io.habeas.outbox.Inbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Keeps what we are told of subjects. */
@ApplicationScoped
public class Subjects {

  private final Pool pool;
  private final Inbox inbox;
  private final BusinessClock clock;

  @Inject
  Subjects(Pool pool, Inbox inbox, BusinessClock clock) {
    this.pool = pool;
    this.inbox = inbox;
    this.clock = clock;
  }

  /** The state of a subject; empty for one of whom we have not been told. */
  public Uni<Optional<SubjectState>> state(UUID subjectId) {
    return SubjectStore.find(pool, subjectId);
  }

  /** Takes events, all or none; one that was taken before, or is older, changes nothing. */
  public Uni<Void> take(List<CloudEvent> events) {
    return pool.withTransaction(tx -> inbox.apply(tx, events, news -> apply(tx, news)));
  }

  private Uni<Void> apply(SqlConnection tx, List<CloudEvent> news) {
    Map<UUID, SubjectState> told = new HashMap<>();
    for (CloudEvent event : news) {
      JsonNode state = event.data() == null ? null : event.data().get("state");
      if (event.type().startsWith("subject.") && state != null && state.isTextual()) {
        told.put(event.subject(), SubjectState.of(state.asText()));
      }
    }
    return SubjectStore.tell(tx, told, clock.now());
  }
}
