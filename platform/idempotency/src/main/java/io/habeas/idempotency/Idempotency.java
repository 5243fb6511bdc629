package io.habeas.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.habeas.access.Caller;
import io.habeas.clock.SecurityClock;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Runs the work of a creating request once for each key. The same key with the same body gets the
 * first answer again; with another body it is refused; a twin that comes while the first still runs
 * waits for it, at most five seconds. A failed first leaves nothing, so the key can be tried again.
 */
@ApplicationScoped
public class Idempotency {

  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,128}");
  private static final Duration KEPT = Duration.ofHours(24);
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private final Pool pool;
  private final ObjectMapper json;
  private final SecurityClock clock;

  @Inject
  Idempotency(Pool pool, ObjectMapper json, SecurityClock clock) {
    this.pool = pool;
    this.json = json.copy().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    this.clock = clock;
  }

  /**
   * @param key the caller's {@code Idempotency-Key}; without one the work just runs in a
   *     transaction
   * @param caller whose key it is: keys of two clients, or of two people, never meet
   * @param operation the operation's name, part of what the key stands for
   * @param body the request as read, compared by a hash of its JSON
   * @param work what to do, on the transaction that also claims the key
   * @return the work's answer, or the first one's
   */
  public Uni<Response> once(
      @Nullable String key,
      Caller caller,
      String operation,
      Object body,
      Function<SqlConnection, Uni<Answer>> work) {
    if (key == null) {
      return pool.withTransaction(work).map(this::respond);
    }
    if (!KEY.matcher(key).matches()) {
      return Uni.createFrom().failure(new IdempotencyFailure.BadKey());
    }
    Claim claim = new Claim(caller.id(), keyHash(key), hash(operation, body), clock.now(), KEPT);
    return pool.withTransaction(tx -> claimAndRun(tx, claim, work))
        .onFailure(Idempotency::isLockTimeout)
        .transform(timeout -> new IdempotencyFailure.StillRunning());
  }

  private Uni<Response> claimAndRun(
      SqlConnection tx, Claim claim, Function<SqlConnection, Uni<Answer>> work) {
    return IdempotencyStore.claim(tx, claim)
        .chain(isFirst -> isFirst ? run(tx, claim, work) : repeat(tx, claim));
  }

  private Uni<Response> run(
      SqlConnection tx, Claim claim, Function<SqlConnection, Uni<Answer>> work) {
    return work.apply(tx)
        .chain(
            answer ->
                IdempotencyStore.keep(
                        tx, claim, answer.status(), answer.location(), write(answer.body()))
                    .replaceWith(() -> respond(answer)));
  }

  private Uni<Response> repeat(SqlConnection tx, Claim claim) {
    return IdempotencyStore.find(tx, claim)
        .map(
            kept -> {
              if (!MessageDigest.isEqual(kept.bodyHash(), claim.bodyHash())) {
                throw new IdempotencyFailure.OtherRequest();
              }
              return response(kept.status(), kept.location(), kept.body());
            });
  }

  private Response respond(Answer answer) {
    return response(answer.status(), answer.location(), write(answer.body()));
  }

  private static Response response(int status, @Nullable String location, String body) {
    Response.ResponseBuilder response =
        Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(body);
    Optional.ofNullable(location).ifPresent(place -> response.header("Location", place));
    return response.build();
  }

  private byte[] hash(String operation, Object body) {
    return sha256(operation + '\0' + write(body));
  }

  /** A caller may have made its key of somebody's address: only the hash is kept. */
  private static String keyHash(String key) {
    return HexFormat.of().formatHex(sha256(key));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private String write(Object body) {
    try {
      return json.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the body is no JSON value", e);
    }
  }

  private static boolean isLockTimeout(Throwable cause) {
    return cause instanceof PgException pg && LOCK_NOT_AVAILABLE.equals(pg.getSqlState());
  }
}
