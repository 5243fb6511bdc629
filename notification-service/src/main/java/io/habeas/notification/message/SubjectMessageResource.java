package io.habeas.notification.message;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.habeas.access.Caller;
import io.habeas.access.Ownership;
import io.habeas.access.Permit;
import io.habeas.access.Role;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The messages to one subject over HTTP. */
@Path("/api/notification/v1/subjects/{subjectId}/messages")
@Produces(MediaType.APPLICATION_JSON)
public class SubjectMessageResource {
  private final Messages messages;
  private final Caller caller;

  SubjectMessageResource(Messages messages, Caller caller) {
    this.messages = messages;
    this.caller = caller;
  }

  /** What shall become of a message that failed. */
  public record MessageDecision(@NotNull WantedDecision decision) {}

  /** To send it again, or not at all. */
  public enum WantedDecision {
    @JsonProperty("retry")
    RETRY,
    @JsonProperty("drop")
    DROP
  }

  /** Lists what was sent to a subject or is to be, newest first. */
  @GET
  @Permit(
      scope = "notification:read",
      roles = {Role.CUSTOMER, Role.SUPPORT, Role.DPO},
      ownership = Ownership.SUBJECT,
      gateway = true)
  public Uni<MessageResource.MessageList> list(
      @PathParam("subjectId") UUID subjectId,
      @QueryParam("after") @Nullable UUID after,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
    return messages
        .ofSubject(subjectId, after, limit)
        .map(page -> MessageResource.MessageList.of(page.stream().map(this::view).toList(), limit));
  }

  /** One message. */
  @GET
  @Path("/{messageId}")
  @Permit(
      scope = "notification:read",
      roles = {Role.CUSTOMER, Role.SUPPORT, Role.DPO},
      ownership = Ownership.SUBJECT,
      gateway = true)
  public Uni<MessageView> get(
      @PathParam("subjectId") UUID subjectId, @PathParam("messageId") UUID messageId) {
    return messages.one(messageId, subjectId).map(this::view);
  }

  /** Decides about one that failed. */
  @PUT
  @Path("/{messageId}/decision")
  @Consumes(MediaType.APPLICATION_JSON)
  @Permit(
      scope = "notification:write",
      roles = {Role.SUPPORT, Role.DPO},
      gateway = true)
  public Uni<MessageView> decide(
      @PathParam("subjectId") UUID subjectId,
      @PathParam("messageId") UUID messageId,
      @NotNull @Valid MessageDecision wanted) {
    Messages.Decision decision =
        switch (wanted.decision()) {
          case RETRY -> Messages.Decision.RETRY;
          case DROP -> Messages.Decision.DROP;
        };
    return messages.decide(caller.id(), messageId, subjectId, decision).map(MessageView::of);
  }

  /** Who asked for it is between us, where the subject looks. */
  private MessageView view(Message message) {
    return caller.roles().contains(Role.CUSTOMER)
        ? MessageView.forSubject(message)
        : MessageView.of(message);
  }
}
