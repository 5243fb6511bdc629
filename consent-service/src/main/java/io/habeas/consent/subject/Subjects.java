package io.habeas.consent.subject;

import com.fasterxml.jackson.databind.JsonNode;
import io.habeas.access.Caller;
import io.habeas.clock.BusinessClock;
import io.habeas.consent.preference.Preferences;
import io.habeas.ledger.Entry;
import io.habeas.ledger.Ledger;
import io.habeas.outbox.CloudEvent;
import io.habeas.outbox.Inbox;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keeps what we are told of subjects. */
@ApplicationScoped
public class Subjects {

  private final Pool pool;
  private final Inbox inbox;
  private final Preferences preferences;
  private final Ledger ledger;
  private final BusinessClock clock;

  @Inject
  Subjects(Pool pool, Inbox inbox, Preferences preferences, Ledger ledger, BusinessClock clock) {
    this.pool = pool;
    this.inbox = inbox;
    this.preferences = preferences;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** Takes events, all or none; one that was taken before, or is older, changes nothing. */
  public Uni<Void> take(List<CloudEvent> events) {
    return pool.withTransaction(tx -> inbox.apply(tx, events, news -> apply(tx, news)));
  }

  /** Notes that a subject wants, or no longer wants, to be left alone. */
  public Uni<Void> doNotContact(UUID subjectId, boolean enabled, String evidence, Caller caller) {
    Entry entry =
        new Entry(
            enabled ? "doNotContact.enabled" : "doNotContact.lifted",
            caller.id(),
            subjectId,
            Map.of("evidence", evidence));
    return pool.withTransaction(
        tx ->
            SubjectStore.doNotContact(tx, subjectId, enabled, clock.now())
                .chain(() -> ledger.append(tx, entry)));
  }

  private Uni<Void> apply(SqlConnection tx, List<CloudEvent> news) {
    Map<UUID, SubjectState> told =
        news.stream()
            .filter(event -> event.type().startsWith("subject."))
            .collect(Collectors.toMap(CloudEvent::subject, Subjects::stateAfter));
    List<UUID> erased =
        told.entrySet().stream()
            .filter(one -> one.getValue().state() == SubjectState.State.ERASED)
            .map(Map.Entry::getKey)
            .toList();
    List<CloudEvent> refused =
        news.stream().filter(event -> event.type().equals("call.refused")).toList();
    return SubjectStore.tell(tx, told, clock.now())
        .chain(() -> forget(tx, erased))
        .chain(() -> noCalls(tx, refused));
  }

  /** Who asked on the telephone not to be called is not called for anything that is a choice. */
  private Uni<Void> noCalls(SqlConnection tx, List<CloudEvent> refused) {
    return Multi.createFrom()
        .iterable(refused)
        .onItem()
        .transformToUniAndConcatenate(
            event ->
                preferences
                    .refuseCalls(tx, event.subject(), "call-" + text(event, "callId"))
                    .replaceWith(event))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> forget(SqlConnection tx, List<UUID> erased) {
    return Multi.createFrom()
        .iterable(erased)
        .onItem()
        .transformToUniAndConcatenate(subjectId -> preferences.forget(tx, subjectId))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private static SubjectState stateAfter(CloudEvent event) {
    return new SubjectState(
        labelled(event), text(event, "residency"), text(event, "timeZone"), false);
  }

  private static SubjectState.State labelled(CloudEvent event) {
    String told = text(event, "state");
    if (told != null) {
      return SubjectState.State.of(told);
    }
    return switch (event.type()) {
      case "subject.erased" -> SubjectState.State.ERASED;
      case "subject.restricted" -> SubjectState.State.RESTRICTED;
      default -> SubjectState.State.ACTIVE;
    };
  }

  private static @Nullable String text(CloudEvent event, String name) {
    JsonNode value = event.data() == null ? null : event.data().get(name);
    return value == null || !value.isTextual() ? null : value.asText();
  }
}
