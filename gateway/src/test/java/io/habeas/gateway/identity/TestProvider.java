package io.habeas.gateway.identity;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * An identity provider that signs in whoever asks, gives each refresh token once and takes a second
 * use for theft, and counts what it is asked for.
 */
public class TestProvider implements QuarkusTestResourceLifecycleManager {

  public static final AtomicInteger REFRESHES = new AtomicInteger();
  public static final AtomicInteger EXCHANGES = new AtomicInteger();
  public static final AtomicInteger KEY_LOOKS = new AtomicInteger();
  private static final Set<String> GOOD = ConcurrentHashMap.newKeySet();
  private static final RsaJsonWebKey KEY = key();
  private static volatile Duration life = Duration.ofMinutes(5);
  private static volatile boolean broken;
  private static volatile String acr = "1";
  private static volatile String url = "";

  private @Nullable HttpServer server;

  /** How long the tokens of the next sign-in live. */
  public static void life(Duration next) {
    life = next;
  }

  /** How strongly the next person signs in. */
  public static void acr(String next) {
    acr = next;
  }

  /** Whether the token endpoint answers with 500. */
  public static void broken(boolean now) {
    broken = now;
  }

  /** As if all its sessions had ended. */
  public static void endAll() {
    GOOD.clear();
  }

  /** A logout token's claims, right in every way but for those left out. */
  public static JwtClaimsBuilder logoutWithout(String... names) {
    Map<String, Object> claims =
        new HashMap<>(
            Map.of(
                "iss",
                url,
                "aud",
                "gateway",
                "sub",
                "person-1",
                "sid",
                "sign-in-1",
                "jti",
                UUID.randomUUID().toString(),
                "events",
                Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of())));
    claims.keySet().removeAll(Set.of(names));
    Instant now = Instant.now();
    return Jwt.claims(claims).issuedAt(now).expiresAt(now.plusSeconds(120));
  }

  /** A logout token's claims, right in every way. */
  public static JwtClaimsBuilder logout() {
    return logoutWithout();
  }

  public static String sign(JwtClaimsBuilder claims) {
    return claims
        .jws()
        .algorithm(SignatureAlgorithm.RS256)
        .keyId(KEY.getKeyId())
        .sign(KEY.getRsaPrivateKey());
  }

  @Override
  public Map<String, String> start() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    url = "http://127.0.0.1:" + server.getAddress().getPort();
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/.well-known/openid-configuration", at -> answer(at, 200, description()));
    server.createContext("/protocol/openid-connect/certs", TestProvider::keys);
    server.createContext("/protocol/openid-connect/token", TestProvider::token);
    server.start();
    return Map.of("quarkus.oidc.auth-server-url", url);
  }

  @Override
  public void stop() {
    if (server != null) {
      server.stop(0);
    }
  }

  private static void keys(HttpExchange exchange) throws IOException {
    KEY_LOOKS.incrementAndGet();
    answer(exchange, 200, "{\"keys\":[" + KEY.toJson() + "]}");
  }

  private static void token(HttpExchange exchange) throws IOException {
    Map<String, String> form = form(exchange);
    String grant = form.getOrDefault("grant_type", "");
    if (broken) {
      answer(exchange, 500, "{}");
    } else if (grant.endsWith("token-exchange")) {
      EXCHANGES.incrementAndGet();
      pause();
      String audience = form.getOrDefault("scope", "").replace("web:", "");
      answer(exchange, 200, tokens(access().audience(audience), null));
    } else if (grant.equals("refresh_token")) {
      REFRESHES.incrementAndGet();
      pause();
      if (GOOD.remove(form.get("refresh_token"))) {
        life = Duration.ofMinutes(5);
        answer(exchange, 200, tokens(access(), id()));
      } else {
        GOOD.clear();
        answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
      }
    } else {
      answer(exchange, 200, tokens(access(), id()));
    }
  }

  private static String tokens(JwtClaimsBuilder access, @Nullable JwtClaimsBuilder id) {
    String refresh = sign(claims().claim("jti", UUID.randomUUID().toString()));
    GOOD.add(refresh);
    return "{\"token_type\":\"Bearer\",\"expires_in\":%d,\"access_token\":\"%s\"%s}"
        .formatted(
            life.toSeconds(),
            sign(access),
            id == null
                ? ""
                : ",\"id_token\":\"" + sign(id) + "\",\"refresh_token\":\"" + refresh + "\"");
  }

  private static JwtClaimsBuilder claims() {
    Instant now = Instant.now();
    return Jwt.claims()
        .issuer(url)
        .subject("person-1")
        .claim("sid", "sign-in-1")
        .issuedAt(now)
        .expiresAt(now.plus(life));
  }

  private static JwtClaimsBuilder id() {
    return claims().audience("gateway").claim("name", "Ana").claim("acr", acr);
  }

  private static JwtClaimsBuilder access() {
    return claims().claim("azp", "gateway").claim("realm_access", Map.of("roles", Set.of("dpo")));
  }

  private static Map<String, String> form(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    return Arrays.stream(body.split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  private static String description() {
    return """
        {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize",
         "token_endpoint":"%1$s/protocol/openid-connect/token",
         "jwks_uri":"%1$s/protocol/openid-connect/certs",
         "end_session_endpoint":"%1$s/logout"}
        """
        .formatted(url);
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** Long enough for all parallel callers to have arrived. */
  private static void pause() {
    try {
      Thread.sleep(300);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static RsaJsonWebKey key() {
    try {
      RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
      key.setKeyId("test");
      key.setAlgorithm("RS256");
      return key;
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }
}
