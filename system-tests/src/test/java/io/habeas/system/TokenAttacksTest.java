package io.habeas.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Tokens that say all the right things and are not the identity provider's: every service refuses
 * each of them, and asks nobody whom the token names.
 */
@Order(4)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenAttacksTest {

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  /** What a data protection officer may read at each service. */
  private static final Map<String, String> READS =
      Map.of(
          "subject",
          "/api/subject/v1/subjects/" + UUID.randomUUID() + "?purpose=rights-requests",
          "consent",
          "/api/consent/v1/subjects/" + UUID.randomUUID() + "/preferences",
          "disclosure",
          "/api/disclosure/v1/processors",
          "notification",
          "/api/notification/v1/campaigns");

  private final AtomicInteger visits = new AtomicInteger();
  private final KeyPair own = keys();
  private HttpServer attacker;

  @BeforeAll
  void listen() throws IOException {
    attacker = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    attacker.createContext(
        "/",
        exchange -> {
          visits.incrementAndGet();
          byte[] keys = ("{\"keys\":[" + jwk("attacker") + "]}").getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, keys.length);
          exchange.getResponseBody().write(keys);
          exchange.close();
        });
    attacker.start();
  }

  @AfterAll
  void close() {
    attacker.stop(0);
  }

  @Test
  void noServiceTakesATokenThatIsNotTheProvidersAndNoneAsksItsMaker() {
    JsonNode tokens = ProviderSignIn.tokens("dpo", "habeas-demo-only");
    READS.forEach(
        (service, path) -> {
          String good = ProviderSignIn.exchanged(tokens, service);
          String url = Suite.RUNNING.service(service);
          assertThat(new Api(url, good).get(path).status()).as(service).isIn(200, 404);

          attacks(good)
              .forEach(
                  (attack, token) -> {
                    Api.Answer answer = new Api(url, token).get(path);
                    assertThat(answer.status()).as("%s by %s", service, attack).isEqualTo(401);
                    assertThat(answer.code()).isEqualTo("unauthenticated");
                  });
        });
    assertThat(visits).hasValue(0);
  }

  private Map<String, String> attacks(String good) {
    String[] parts = good.split("\\.");
    ObjectNode header = (ObjectNode) json(parts[0]);
    String payload = parts[1];
    String here = "http://127.0.0.1:" + attacker.getAddress().getPort() + "/keys";
    Map<String, String> attacks = new LinkedHashMap<>();
    attacks.put("no signature", parts[0] + "." + payload + ".");
    attacks.put("alg none", encoded(with(header, "alg", "none")) + "." + payload + ".");
    attacks.put("alg None", encoded(with(header, "alg", "None")) + "." + payload + ".");
    attacks.put("HS256 with the public key", hs256(with(header, "alg", "HS256"), payload));
    attacks.put("our kid, another key", signed(header, payload));
    attacks.put(
        "an unknown kid", signed(with(header, "kid", UUID.randomUUID().toString()), payload));
    attacks.put("a kid that is a path", signed(with(header, "kid", "../../dev/null"), payload));
    attacks.put("no kid", signed(without(header, "kid"), payload));
    ObjectNode embedded = without(header, "kid");
    embedded.set("jwk", json(BASE64.encodeToString(jwk("x").getBytes(StandardCharsets.UTF_8))));
    attacks.put("an embedded key", signed(embedded, payload));
    attacks.put("jku", signed(with(with(header, "kid", "attacker"), "jku", here), payload));
    attacks.put("x5u", signed(with(with(header, "kid", "attacker"), "x5u", here), payload));
    attacks.put("other claims", parts[0] + "." + otherPerson(payload) + "." + parts[2]);
    attacks.put("no token", "");
    attacks.put("noise", "a.b.c");
    return attacks;
  }

  private static String otherPerson(String payload) {
    return encoded(with((ObjectNode) json(payload), "sub", UUID.randomUUID().toString()));
  }

  private static ObjectNode with(ObjectNode object, String name, String value) {
    return object.deepCopy().put(name, value);
  }

  private static ObjectNode without(ObjectNode object, String name) {
    ObjectNode copy = object.deepCopy();
    copy.remove(name);
    return copy;
  }

  private String signed(ObjectNode header, String payload) {
    try {
      String content = encoded(header) + "." + payload;
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(own.getPrivate());
      signature.update(content.getBytes(StandardCharsets.US_ASCII));
      return content + "." + BASE64.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String hs256(ObjectNode header, String payload) {
    try {
      String content = encoded(header) + "." + payload;
      Mac mac = Mac.getInstance("HmacSHA256");
      String pem =
          "-----BEGIN PUBLIC KEY-----\n"
              + Base64.getMimeEncoder(64, new byte[] {'\n'})
                  .encodeToString(published(header.path("kid").asText()).getEncoded())
              + "\n-----END PUBLIC KEY-----\n";
      mac.init(new SecretKeySpec(pem.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
      byte[] tag = mac.doFinal(content.getBytes(StandardCharsets.US_ASCII));
      return content + "." + BASE64.encodeToString(tag);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The key that everybody can read at the identity provider. */
  private static PublicKey published(String kid) throws GeneralSecurityException {
    Api provider = new Api(Suite.RUNNING.issuer(), null);
    for (JsonNode key : provider.get("/protocol/openid-connect/certs").body().path("keys")) {
      if (key.path("kid").asText().equals(kid)) {
        return KeyFactory.getInstance("RSA")
            .generatePublic(new RSAPublicKeySpec(number(key, "n"), number(key, "e")));
      }
    }
    throw new IllegalStateException("the identity provider does not publish its own key");
  }

  private static BigInteger number(JsonNode key, String name) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(key.path(name).asText()));
  }

  private String jwk(String kid) {
    RSAPublicKey key = (RSAPublicKey) own.getPublic();
    return "{\"kty\":\"RSA\",\"alg\":\"RS256\",\"use\":\"sig\",\"kid\":\"%s\",\"n\":\"%s\",\"e\":\"%s\"}"
        .formatted(
            kid,
            BASE64.encodeToString(key.getModulus().toByteArray()),
            BASE64.encodeToString(key.getPublicExponent().toByteArray()));
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode json(String part) {
    try {
      return Api.JSON.readTree(Base64.getUrlDecoder().decode(part));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(JsonNode node) {
    return BASE64.encodeToString(node.toString().getBytes(StandardCharsets.UTF_8));
  }
}
