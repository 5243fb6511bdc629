package io.habeas.notification.message;

import com.github.f4b6a3.uuid.UuidCreator;
import io.habeas.access.Caller;
import io.habeas.access.Permit;
import io.habeas.access.Role;
import io.habeas.idempotency.Answer;
import io.habeas.idempotency.Idempotency;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The mails of a case over HTTP: one conversation, in every mail program. */
@Path("/api/notification/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class CaseResource {
  private static final int MOST = 200;

  private final Messages messages;
  private final ReplyAddresses replies;
  private final Idempotency idempotency;
  private final Caller caller;
  private final String domain;

  CaseResource(
      Messages messages,
      ReplyAddresses replies,
      Idempotency idempotency,
      Caller caller,
      @ConfigProperty(name = "habeas.mailing.message-id-domain") String domain) {
    this.messages = messages;
    this.replies = replies;
    this.idempotency = idempotency;
    this.caller = caller;
    this.domain = domain;
  }

  /**
   * What an agent writes to the person of a case.
   *
   * @param number the case's, as people name it
   * @param inReplyTo the Message-ID of the mail that this answers
   */
  public record CaseMessage(
      @NotNull UUID subjectId,
      @NotNull @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._/-]{0,63}") String number,
      @NotBlank @Size(max = 150) String topic,
      @NotBlank @Size(max = 20_000) String message,
      @Nullable @Pattern(regexp = MESSAGE_ID) String inReplyTo) {
    /** What it says stays out of logs. */
    @Override
    public String toString() {
      return "CaseMessage[***]";
    }
  }

  /** A mail of a case, with what mail programs know it by. */
  public record CaseMail(String messageId, MessageView message) {}

  /**
   * The mails of a case.
   *
   * @param threadId what each of them refers to
   * @param replyAddress where answers go
   */
  public record CaseThread(String threadId, String replyAddress, List<CaseMail> mails) {}

  /** An address that a mail came to. */
  public record ReplyAddress(@NotNull @Size(max = 320) String address) {
    /** Whose it is stays out of logs. */
    @Override
    public String toString() {
      return "ReplyAddress[***]";
    }
  }

  /** Whether we made that address, and of which case. */
  public record CheckedAddress(boolean valid, @Nullable UUID caseId) {}

  private static final String MESSAGE_ID = "<[!-;=?-~]{1,250}@[!-;=?-~]{1,250}>";

  /** Writes to the person of a case. */
  @POST
  @Path("/cases/{caseId}/messages")
  @Permit(
      scope = "notification:send",
      roles = {Role.SUPPORT, Role.DPO, Role.LEGAL},
      gateway = true)
  public Uni<Response> write(
      @PathParam("caseId") UUID caseId,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @NotNull @Valid CaseMessage body) {
    UUID id = UuidCreator.getTimeOrderedEpoch();
    return idempotency.once(
        key,
        caller,
        "case.write " + caseId,
        body,
        tx ->
            messages
                .queue(tx, message(id, caseId, body))
                .map(
                    queued ->
                        Answer.created(
                            "/api/notification/v1/subjects/%s/messages/%s"
                                .formatted(queued.subjectId(), id),
                            mail(queued))));
  }

  /** The conversation of a case, newest first, as far as it went out from here. */
  @GET
  @Path("/cases/{caseId}/messages")
  @Permit(
      scope = "notification:read",
      roles = {Role.SUPPORT, Role.DPO, Role.LEGAL},
      gateway = true)
  public Uni<CaseThread> thread(@PathParam("caseId") UUID caseId) {
    return messages
        .ofCase(caseId, MOST)
        .map(
            all ->
                new CaseThread(
                    MessageIds.ofCase(caseId, domain),
                    replies.of(caseId),
                    all.stream().map(this::mail).toList()));
  }

  /** Tells whoever reads the mailbox which case an answer belongs to. */
  @POST
  @Path("/reply-addresses/check")
  @Permit(scope = "notification:reply")
  public CheckedAddress check(@NotNull @Valid ReplyAddress asked) {
    return replies
        .caseOf(asked.address())
        .map(caseId -> new CheckedAddress(true, caseId))
        .orElseGet(() -> new CheckedAddress(false, null));
  }

  private NewMessage message(UUID id, UUID caseId, CaseMessage body) {
    return new NewMessage(
        id,
        "case-message",
        body.subjectId(),
        Map.of("number", body.number(), "topic", body.topic(), "message", body.message()),
        "email",
        "case/" + caseId,
        caseId,
        body.inReplyTo(),
        caller.id());
  }

  private CaseMail mail(Message message) {
    return new CaseMail(MessageIds.of(message.id(), domain), MessageView.of(message));
  }
}
