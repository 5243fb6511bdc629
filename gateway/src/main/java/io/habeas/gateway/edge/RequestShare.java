package io.habeas.gateway.edge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;

/**
 * A share of requests for each caller: by its session or token where it has one, by its address
 * otherwise. The share is a replica's own; the keys are hashes, so that no token is kept here.
 */
@ApplicationScoped
class RequestShare {

  /** How much is a share. */
  @ConfigMapping(prefix = "habeas.share")
  interface Config {

    /** Requests a minute of somebody with a session or a token. */
    @WithDefault("3000")
    long known();

    /** Requests a minute of an address without either. */
    @WithDefault("600")
    long anonymous();
  }

  private final Config config;
  private final Cache<String, Bucket> buckets =
      Caffeine.newBuilder().maximumSize(100_000).expireAfterAccess(Duration.ofMinutes(5)).build();

  @Inject
  RequestShare(Config config) {
    this.config = config;
  }

  void install(@Observes Router router) {
    router.route("/*").order(Integer.MIN_VALUE + 2).handler(this::take);
  }

  private void take(RoutingContext context) {
    HttpServerRequest request = context.request();
    boolean isHealth = request.path().startsWith("/q/");
    if (isHealth || bucketOf(request).tryConsume(1)) {
      context.next();
    } else {
      context.response().putHeader("Retry-After", "5");
      Refusal.of(429, "too-many-requests", "Wait a few seconds and send less at a time.")
          .send(context);
    }
  }

  private Bucket bucketOf(HttpServerRequest request) {
    String credential = request.getHeader("Authorization");
    if (credential == null && request.getCookie("q_session") != null) {
      credential = request.getCookie("q_session").getValue();
    }
    boolean isKnown = credential != null;
    String key = isKnown ? "c" + hash(credential) : "a" + request.remoteAddress().hostAddress();
    return buckets.get(key, unused -> bucket(isKnown ? config.known() : config.anonymous()));
  }

  private static String hash(String credential) {
    return java.util.Base64.getEncoder().encodeToString(sha256(credential));
  }

  private static byte[] sha256(String text) {
    try {
      return java.security.MessageDigest.getInstance("SHA-256")
          .digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static Bucket bucket(long aMinute) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(aMinute).refillGreedy(aMinute, Duration.ofMinutes(1)))
        .build();
  }
}
