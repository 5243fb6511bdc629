package io.habeas.notification.autocall;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.habeas.access.PermitAnyone;
import io.habeas.clock.SecurityClock;
import io.habeas.notification.NotificationFailure;
import io.habeas.notification.bounce.Receipts;
import io.habeas.notification.message.Messages;
import io.habeas.problem.Invalid;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where whoever makes automated calls tells what came of them: the signature is the sign-in. */
@Path("/api/notification/v1/automated-calls/results")
public class AutoCallResource {
  private static final int LONGEST = 20_000;

  private final AutoCallConfig config;
  private final Receipts receipts;
  private final Messages messages;
  private final SecurityClock clock;
  private final Pool pool;
  private final ObjectMapper json;

  AutoCallResource(
      AutoCallConfig config,
      Receipts receipts,
      Messages messages,
      SecurityClock clock,
      Pool pool,
      ObjectMapper json) {
    this.config = config;
    this.receipts = receipts;
    this.messages = messages;
    this.clock = clock;
    this.pool = pool;
    this.json = json.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  }

  /** What a callback says. */
  public record AutoCallCallback(String type, AutoCallResult data) {}

  /** What came of a call. */
  public record AutoCallResult(UUID callId, AutoCallOutcome outcome) {}

  /** Whether somebody heard it. */
  public enum AutoCallOutcome {
    @JsonProperty("heard")
    HEARD,
    @JsonProperty("voicemail")
    VOICEMAIL,
    @JsonProperty("not-reached")
    NOT_REACHED
  }

  /** Takes a result, verified before it is read; the same again changes nothing. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @PermitAnyone(gateway = true)
  public Uni<Void> result(
      @HeaderParam("webhook-id") @Nullable String id,
      @HeaderParam("webhook-timestamp") @Nullable String timestamp,
      @HeaderParam("webhook-signature") @Nullable String signature,
      byte[] body) {
    List<String> secrets = config.callbackSecrets().orElse(List.of());
    boolean isOurs =
        id != null
            && timestamp != null
            && signature != null
            && body.length <= LONGEST
            && !secrets.isEmpty()
            && new WebhookSignature(secrets).holds(id, timestamp, signature, body, clock.now());
    if (!isOurs) {
      throw new NotificationFailure.BadSignature();
    }
    AutoCallResult result = read(body);
    String reason = reason(result.outcome());
    return receipts
        .whenCaughtUp()
        .chain(() -> pool.withTransaction(tx -> heard(tx, result.callId(), reason)))
        .chain(receipts::whenWitnessed);
  }

  private Uni<Void> heard(SqlConnection tx, UUID call, @Nullable String reason) {
    return receipts
        .heard(tx, call, reason)
        .chain(
            ofNotice ->
                ofNotice.isPresent()
                    ? settled(ofNotice.get())
                    : messages.heard(tx, call, reason).replaceWithVoid());
  }

  /** A result that comes before we know that the call was taken is to be told again. */
  private static Uni<Void> settled(boolean isSettled) {
    return isSettled
        ? Uni.createFrom().voidItem()
        : Uni.createFrom()
            .failure(new NotificationFailure.WrongState("sending", "not known to be taken yet"));
  }

  private AutoCallResult read(byte[] body) {
    try {
      AutoCallCallback callback = json.readValue(body, AutoCallCallback.class);
      if (callback.data() == null
          || callback.data().callId() == null
          || callback.data().outcome() == null) {
        throw new Invalid("data", "must name a call and its outcome");
      }
      return Objects.requireNonNull(callback.data());
    } catch (JsonProcessingException e) {
      throw new Invalid("data", "must name a call and its outcome");
    } catch (java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static @Nullable String reason(AutoCallOutcome outcome) {
    return switch (outcome) {
      case HEARD, VOICEMAIL -> null;
      case NOT_REACHED -> "not-reached";
    };
  }
}
