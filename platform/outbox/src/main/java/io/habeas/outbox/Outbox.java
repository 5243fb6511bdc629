package io.habeas.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.f4b6a3.uuid.UuidCreator;
import io.habeas.bucket.Bucket;
import io.habeas.clock.BusinessClock;
import io.habeas.clock.SecurityClock;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Takes events in the transaction of the change that they tell. */
@ApplicationScoped
public class Outbox {

  private final ObjectMapper json;
  private final BusinessClock businessClock;
  private final SecurityClock securityClock;
  private final OutboxConfig config;
  private final BulkTraffic traffic;

  @Inject
  Outbox(
      ObjectMapper json,
      BusinessClock businessClock,
      SecurityClock securityClock,
      OutboxConfig config,
      BulkTraffic traffic) {
    this.json = json;
    this.businessClock = businessClock;
    this.securityClock = securityClock;
    this.config = config;
    this.traffic = traffic;
  }

  /** Appends one event for each of its targets; it is told if and only if {@code tx} commits. */
  public Uni<Void> append(SqlConnection tx, Event event) {
    return appendAll(tx, List.of(event));
  }

  /**
   * Appends several at once; events on one subject keep the list's order. They are told before what
   * was appended in bulk, and take along what their own subjects have waiting there.
   */
  public Uni<Void> appendAll(SqlConnection tx, List<Event> events) {
    return append(tx, events, Lane.PROMPT);
  }

  /**
   * Appends what an import tells by the thousand. It is told when nothing else is due and the
   * import has ended or lasts for a minute, so it must be nothing that a person has just decided.
   */
  public Uni<Void> appendInBulk(SqlConnection tx, List<Event> events) {
    traffic.comes(events.size());
    return append(tx, events, Lane.BULK);
  }

  private Uni<Void> append(SqlConnection tx, List<Event> events, Lane lane) {
    List<Event> told = events.stream().filter(event -> !targetsOf(event.type()).isEmpty()).toList();
    if (told.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    List<UUID> subjects = told.stream().map(Event::subjectId).toList();
    return OutboxStore.nextSequences(tx, subjects)
        .map(sequences -> numbered(told, sequences))
        .chain(rows -> OutboxStore.insert(tx, rows, routes(told), lane, securityClock.now()));
  }

  private List<OutboxStore.NewEvent> numbered(List<Event> events, List<Long> sequences) {
    List<OutboxStore.NewEvent> rows = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      Event event = events.get(i);
      UUID id = UuidCreator.getTimeOrderedEpoch();
      rows.add(
          new OutboxStore.NewEvent(
              Bucket.of(event.subjectId()),
              event.subjectId(),
              sequences.get(i),
              id,
              event.type(),
              write(cloudEvent(event, id, sequences.get(i)))));
    }
    return rows;
  }

  private List<OutboxStore.Route> routes(List<Event> events) {
    return events.stream()
        .map(Event::type)
        .distinct()
        .flatMap(type -> targetsOf(type).stream().map(to -> new OutboxStore.Route(type, to)))
        .toList();
  }

  private CloudEvent cloudEvent(Event event, UUID id, long sequence) {
    return new CloudEvent(
        "1.0",
        id,
        "/" + config.source(),
        event.type(),
        event.subjectId(),
        businessClock.now(),
        "application/json",
        sequence,
        json.valueToTree(event.data()));
  }

  private Set<String> targetsOf(String type) {
    String noun = type.substring(0, Math.max(0, type.indexOf('.')));
    Set<String> exact = config.routes().get(type);
    return exact != null ? exact : config.routes().getOrDefault(noun, Set.of());
  }

  private String write(CloudEvent event) {
    try {
      return json.writeValueAsString(event);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the event's data is no JSON value", e);
    }
  }
}
