package io.habeas.access.testing;

import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;

/** Builds the tokens that an identity provider would give. */
public final class TestTokens {

  /** The issuer of test tokens. */
  public static final String ISSUER = "https://identity.test/realms/habeas";

  private final JwtClaimsBuilder claims;

  private TestTokens(JwtClaimsBuilder claims) {
    this.claims = claims;
  }

  /** A machine's token; it is for the service under test until another one is named. */
  public static TestTokens client(String clientId) {
    return new TestTokens(base().subject("service-account-" + clientId).claim("azp", clientId));
  }

  /** A person's token, got by the gateway, with these realm roles in lower case. */
  public static TestTokens person(String... roles) {
    return new TestTokens(
        base()
            .subject(UUID.nameUUIDFromBytes(String.join(",", roles).getBytes(UTF_8)).toString())
            .claim("azp", "gateway")
            .claim("scope", "openid habeas:web")
            .claim("auth_time", Instant.now().getEpochSecond())
            .claim("realm_access", Map.of("roles", List.of(roles))));
  }

  /** A person's token with these roles, given as the suite's enum. */
  public static TestTokens person(Enum<?>... roles) {
    return person(
        Arrays.stream(roles)
            .map(role -> role.name().toLowerCase(java.util.Locale.ROOT))
            .toArray(String[]::new));
  }

  private static JwtClaimsBuilder base() {
    return Jwt.claims()
        .issuer(ISSUER)
        .audience(tested())
        .issuedAt(Instant.now())
        .expiresIn(Duration.ofMinutes(5));
  }

  private static String tested() {
    return ConfigProvider.getConfig()
        .getOptionalValue("mp.jwt.verify.audiences", String.class)
        .orElse("nobody");
  }

  /** With these scopes, and no other. */
  public TestTokens scopes(String... scopes) {
    claims.claim("scope", String.join(" ", scopes));
    return this;
  }

  /** For this service only. */
  public TestTokens audience(String audience) {
    claims.audience(audience);
    return this;
  }

  /** For these services, as a client gets it that asks for scopes of all of them at once. */
  public TestTokens audiences(String... audiences) {
    claims.audience(Set.of(audiences));
    return this;
  }

  /** Registered for these purposes. */
  public TestTokens purposes(String... purposes) {
    claims.claim("purposes", List.of(purposes));
    return this;
  }

  /** A customer who is this subject. */
  public TestTokens subject(UUID subjectId) {
    claims.claim("subject_id", subjectId.toString());
    return this;
  }

  /** A partner that is this processor. */
  public TestTokens processor(UUID processorId) {
    claims.claim("processor_id", processorId.toString());
    return this;
  }

  /** With any other claim, for tokens that must be refused. */
  public TestTokens claim(String name, Object value) {
    claims.claim(name, value);
    return this;
  }

  /** Of another issuer. */
  public TestTokens issuer(String issuer) {
    claims.issuer(issuer);
    return this;
  }

  /** Signed with the tests' key. */
  public String token() {
    return token(TestKey.PRIVATE);
  }

  /** Signed with this key, for tokens that must be refused. */
  public String token(PrivateKey key) {
    return claims
        .jws()
        .keyId(TestKey.ID)
        .algorithm(io.smallrye.jwt.algorithm.SignatureAlgorithm.RS256)
        .sign(key);
  }

  private static final java.nio.charset.Charset UTF_8 = java.nio.charset.StandardCharsets.UTF_8;
}
