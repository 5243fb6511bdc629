package io.habeas.gateway.identity;

import io.habeas.clock.SecurityClock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;

/**
 * Tells whether a token was signed by the identity provider, for this client and not long ago. Keys
 * once seen go on working while the provider is away; an unknown one makes at most one look at the
 * provider's keys a minute, so that forged key ids cost it nothing.
 */
@ApplicationScoped
public class SigningKeys {

  private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);
  private static final int SKEW_SECONDS = 10;

  private final IdentityProvider provider;
  private final ProviderConfig config;
  private final SecurityClock clock;
  private volatile List<JsonWebKey> known = List.of();
  private volatile Instant lookedAt = Instant.EPOCH;

  @Inject
  SigningKeys(IdentityProvider provider, ProviderConfig config, SecurityClock clock) {
    this.provider = provider;
    this.config = config;
    this.clock = clock;
  }

  /**
   * The claims of a token that is the provider's.
   *
   * @return fails with {@link ForgedToken} if it is not
   */
  public Uni<Map<String, Object>> claims(String token) {
    return Uni.createFrom()
        .item(() -> read(token))
        .onFailure(failure -> mayLook())
        .recoverWithUni(() -> look().map(looked -> read(token)));
  }

  private boolean mayLook() {
    return lookedAt.plus(BETWEEN_LOOKS).isBefore(clock.now());
  }

  private Uni<Void> look() {
    lookedAt = clock.now();
    return provider.keys().invoke(published -> known = parse(published)).replaceWithVoid();
  }

  private Map<String, Object> read(String token) {
    try {
      return consumer().processToClaims(token).getClaimsMap();
    } catch (InvalidJwtException e) {
      throw new ForgedToken(e.getErrorDetails().toString());
    }
  }

  private JwtConsumer consumer() {
    return new JwtConsumerBuilder()
        .setVerificationKeyResolver(new JwksVerificationKeyResolver(known))
        .setJwsAlgorithmConstraints(
            new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256))
        .setExpectedIssuer(config.url().toString())
        .setExpectedAudience(config.clientId())
        .setRequireExpirationTime()
        .setRequireIssuedAt()
        .setRequireJwtId()
        .setAllowedClockSkewInSeconds(SKEW_SECONDS)
        .build();
  }

  private static List<JsonWebKey> parse(String published) {
    try {
      return new JsonWebKeySet(published).getJsonWebKeys();
    } catch (JoseException notKeys) {
      throw new ProviderUnavailable("its keys cannot be read");
    }
  }
}
