package io.habeas.notification.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.f4b6a3.uuid.UuidCreator;
import io.habeas.access.Caller;
import io.habeas.access.Permit;
import io.habeas.access.Role;
import io.habeas.idempotency.Answer;
import io.habeas.idempotency.Idempotency;
import io.habeas.outbox.CloudEvent;
import io.habeas.problem.Invalid;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Messages over HTTP: asked for by services, looked at by the desk. */
@Path("/api/notification/v1/messages")
@Produces(MediaType.APPLICATION_JSON)
public class MessageResource {
  private static final String REQUESTED = "message.requested";

  private final Messages messages;
  private final Idempotency idempotency;
  private final Caller caller;
  private final Pool pool;
  private final ObjectMapper json;

  MessageResource(
      Messages messages, Idempotency idempotency, Caller caller, Pool pool, ObjectMapper json) {
    this.messages = messages;
    this.idempotency = idempotency;
    this.caller = caller;
    this.pool = pool;
    this.json = json;
  }

  /**
   * A message to one subject.
   *
   * @param fields what the template declares
   * @param channel {@code email} unless said otherwise
   * @param causedBy what made it necessary, for people: no personal data
   */
  public record MessageRequest(
      @NotNull @Pattern(regexp = "[a-z0-9][a-z0-9-]{0,62}") String template,
      @NotNull UUID subjectId,
      @NotNull @Size(max = 40) Map<String, Object> fields,
      @Nullable String channel,
      @Nullable @Pattern(regexp = CAUSE) String causedBy) {}

  /** What a {@code message.requested} event says; whom it concerns is the event's subject. */
  public record RequestedMessage(
      @NotNull String template,
      @NotNull Map<String, Object> fields,
      @Nullable String channel,
      @Nullable String causedBy) {}

  /** A page of messages, and where the next one starts. */
  public record MessageList(List<MessageView> messages, @Nullable UUID next) {
    static MessageList of(List<MessageView> page, int limit) {
      return new MessageList(page, page.size() < limit ? null : page.getLast().id());
    }
  }

  private static final String CAUSE = "[a-z][A-Za-z0-9./:-]{0,99}";

  /** Asks for one message; it is sent in a moment, and later if it must. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Permit(scope = "notification:send")
  public Uni<Response> send(
      @HeaderParam("Idempotency-Key") @Nullable String key, @NotNull @Valid MessageRequest wanted) {
    UUID id = UuidCreator.getTimeOrderedEpoch();
    return idempotency.once(
        key,
        caller,
        "message.send",
        wanted,
        tx ->
            messages
                .queue(tx, message(id, wanted))
                .map(
                    queued ->
                        Answer.created(
                            "/api/notification/v1/subjects/%s/messages/%s"
                                .formatted(queued.subjectId(), id),
                            MessageView.of(queued))));
  }

  /**
   * Takes what services ask for in the transactions of their own changes: each event asks for one
   * message, and an event that comes again asks for nothing new. All or none.
   */
  @POST
  @Path("/requested")
  @Consumes(CloudEvent.BATCH)
  @Permit(scope = "notification:send")
  public Uni<Void> requested(
      @NotNull @Size(min = 1, max = CloudEvent.MOST_IN_A_BATCH)
          List<@NotNull @Valid CloudEvent> events) {
    events.forEach(event -> caller.requireSource(event.source()));
    String actor = caller.id();
    return pool.withTransaction(
        tx ->
            Multi.createFrom()
                .iterable(events)
                .filter(event -> event.type().equals(REQUESTED))
                .onItem()
                .transformToUniAndConcatenate(event -> queue(tx, event, actor))
                .collect()
                .last()
                .replaceWithVoid());
  }

  /** Lists those in a state, newest first. */
  @GET
  @Permit(
      scope = "notification:read",
      roles = {Role.SUPPORT, Role.DPO, Role.AUDITOR},
      gateway = true)
  public Uni<MessageList> list(
      @QueryParam("state")
          @DefaultValue("quarantined")
          @Pattern(regexp = "quarantined|deferred|queued")
          String state,
      @QueryParam("after") @Nullable UUID after,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
    return messages
        .ofState(MessageState.of(state), after, limit)
        .map(page -> MessageList.of(page.stream().map(MessageView::of).toList(), limit));
  }

  /** How many wait, by state and channel. */
  @GET
  @Path("/counts")
  @Permit(
      scope = "notification:read",
      roles = {Role.SUPPORT, Role.DPO, Role.AUDITOR},
      gateway = true)
  public Uni<MessageCounts> counts() {
    return messages.counts();
  }

  private NewMessage message(UUID id, MessageRequest wanted) {
    return new NewMessage(
        id,
        wanted.template(),
        wanted.subjectId(),
        wanted.fields(),
        Objects.requireNonNullElse(wanted.channel(), "email"),
        wanted.causedBy(),
        null,
        null,
        caller.id());
  }

  private Uni<Message> queue(SqlConnection tx, CloudEvent event, String actor) {
    RequestedMessage wanted = read(event);
    return messages.queue(
        tx,
        new NewMessage(
            event.id(),
            wanted.template(),
            event.subject(),
            wanted.fields(),
            Objects.requireNonNullElse(wanted.channel(), "email"),
            wanted.causedBy(),
            null,
            null,
            actor));
  }

  private RequestedMessage read(CloudEvent event) {
    try {
      RequestedMessage wanted = json.treeToValue(event.data(), RequestedMessage.class);
      boolean isWhole = wanted != null && wanted.template() != null && wanted.fields() != null;
      boolean isNamed = isWhole && (wanted.causedBy() == null || wanted.causedBy().matches(CAUSE));
      if (!isNamed) {
        throw new Invalid("data", "must have a template and fields");
      }
      return wanted;
    } catch (JsonProcessingException e) {
      throw new Invalid("data", "must have a template and fields");
    }
  }
}
