package io.habeas.access;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, as the verified token says it. A caller without a token is anonymous: it has no
 * client, scope, role or subject.
 */
@RequestScoped
public class Caller {

  /** The scope of a client that may act for people: the gateway's. */
  public static final String ACTS_FOR_PEOPLE = "habeas:web";

  private final @Nullable JsonWebToken token;
  private final AccessConfig config;

  @Inject
  Caller(SecurityIdentity identity, AccessConfig config) {
    this.config = config;
    this.token = identity.getPrincipal() instanceof JsonWebToken jwt ? jwt : null;
  }

  /** Whether there is no token. */
  public boolean isAnonymous() {
    return token == null;
  }

  /** Whether the token opens another service of the suite beside this one. */
  public boolean isForSeveralServices() {
    return token != null
        && token.getAudience().stream().filter(config.services()::contains).count() > 1;
  }

  /** The client that got the token ({@code azp}); empty for an anonymous caller. */
  public String client() {
    return text("azp").or(() -> text("client_id")).orElse("");
  }

  /** A person's or a service account's own id ({@code sub}). */
  public Optional<String> person() {
    return isPerson() ? text("sub") : Optional.empty();
  }

  /** Whether a person calls: somebody with a role of the suite. */
  public boolean isPerson() {
    return !roles().isEmpty();
  }

  /** What to write into a record as the actor; never a name or an address. */
  public String id() {
    return person().map(sub -> "person:" + sub).orElseGet(() -> "client:" + client());
  }

  /** What the client may. */
  public Set<String> scopes() {
    return text("scope").map(s -> Set.of(s.split(" +"))).orElse(Set.of());
  }

  /** What the person may. */
  public Set<Role> roles() {
    EnumSet<Role> roles = EnumSet.noneOf(Role.class);
    if (claim("realm_access") instanceof JsonObject access
        && access.get("roles") instanceof JsonArray names) {
      strings(names).flatMap(name -> Role.fromClaim(name).stream()).forEach(roles::add);
    }
    return roles;
  }

  /** The person's own address, if the identity provider tells it and has verified it. */
  public Optional<String> verifiedEmail() {
    boolean verified = text("email_verified").filter("true"::equals).isPresent();
    return verified ? text("email") : Optional.empty();
  }

  /** The subject that a customer is. */
  public Optional<UUID> subjectId() {
    return uuid("subject_id");
  }

  /** The processor that a partner is. */
  public Optional<UUID> processorId() {
    return uuid("processor_id");
  }

  /** The purposes that the client is registered for; a person's client claims none. */
  public Set<String> purposes() {
    return claim("purposes") instanceof Collection<?> values
        ? values.stream().map(Caller::plain).collect(Collectors.toUnmodifiableSet())
        : Set.of();
  }

  /** When the person signed in; empty where the token does not say. */
  public Optional<Instant> authTime() {
    return claim("auth_time") instanceof Object value && number(value) instanceof Long seconds
        ? Optional.of(Instant.ofEpochSecond(seconds))
        : Optional.empty();
  }

  /**
   * How strongly the person signed in, as the identity provider names it: {@code acr}, and the
   * levels that the sign-in has reached ({@code levels}, each with its time). A token that was got
   * by exchange has the second only: Keycloak writes {@code acr} of the exchange, which asks nobody
   * for anything.
   */
  public Set<String> levels() {
    Set<String> levels = new HashSet<>();
    text("acr").ifPresent(levels::add);
    if (claim("levels") instanceof Map<?, ?> reached) {
      reached.keySet().forEach(level -> levels.add(plain(level)));
    }
    return levels;
  }

  /**
   * Holds a machine to the purposes that it is registered for, and a person to those of the roles.
   *
   * @throws AccessRefused if the caller may not claim this purpose
   */
  public void requirePurpose(String purpose) {
    Set<String> allowed = isPerson() ? purposesOfRoles() : purposes();
    if (!allowed.contains(purpose)) {
      boolean isRegistered =
          config.rolePurposes().values().stream().anyMatch(known -> known.contains(purpose));
      throw new AccessRefused(
          AccessRefused.Reason.PURPOSE_NOT_BOUND, isRegistered ? purpose : null);
    }
  }

  private Set<String> purposesOfRoles() {
    return roles().stream()
        .flatMap(role -> config.rolePurposes().getOrDefault(role.claim(), Set.of()).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Holds whoever delivers an event to its own name: a service tells only what itself did.
   *
   * @param source the event's {@code source}, {@code /subject} for subject-service
   * @throws AccessRefused if this client is not the service that the source names
   */
  public void requireSource(String source) {
    if (!source.equals("/" + client().replaceFirst("-service$", ""))) {
      throw new AccessRefused(AccessRefused.Reason.SOURCE_NOT_YOURS);
    }
  }

  private @Nullable Object claim(String name) {
    return token == null ? null : token.getClaim(name);
  }

  private Optional<String> text(String name) {
    Object value = claim(name);
    return value == null ? Optional.empty() : Optional.of(plain(value));
  }

  private Optional<UUID> uuid(String name) {
    try {
      return text(name).map(UUID::fromString);
    } catch (IllegalArgumentException notAUuid) {
      return Optional.empty();
    }
  }

  private static Stream<String> strings(Collection<? extends JsonValue> values) {
    return values.stream().map(Caller::plain);
  }

  /** smallrye-jwt gives some claims as JSON-P values, some as Java ones. */
  private static String plain(Object value) {
    return value instanceof JsonString json ? json.getString() : value.toString();
  }

  private static @Nullable Long number(Object value) {
    try {
      return Long.valueOf(plain(value));
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }
}
