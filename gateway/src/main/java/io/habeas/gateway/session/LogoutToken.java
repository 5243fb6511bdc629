package io.habeas.gateway.session;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the identity provider tells when a sign-in ends (OpenID Connect Back-Channel Logout 1.0,
 * section 2.4). Signature, issuer, audience and times have been looked at before.
 *
 * @param id so that it is obeyed once
 * @param providerSession which sign-in has ended; absent: all of the person
 * @param person whose it was
 * @param expiresAt after which nobody takes it any more
 */
record LogoutToken(
    String id, @Nullable String providerSession, @Nullable String person, Instant expiresAt) {

  private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

  /** Empty if these are not the claims of a logout token: an ID token is none. */
  static Optional<LogoutToken> of(Map<String, Object> claims) {
    boolean isLogout =
        claims.get("events") instanceof Map<?, ?> events && events.get(EVENT) instanceof Map;
    String id = text(claims.get("jti"));
    String providerSession = text(claims.get("sid"));
    String person = text(claims.get("sub"));
    boolean namesSomebody = providerSession != null || person != null;
    if (!isLogout
        || claims.containsKey("nonce")
        || !namesSomebody
        || id == null
        || !(claims.get("exp") instanceof Number expiry)) {
      return Optional.empty();
    }
    return Optional.of(
        new LogoutToken(id, providerSession, person, Instant.ofEpochSecond(expiry.longValue())));
  }

  private static @Nullable String text(@Nullable Object claim) {
    return claim instanceof String text && !text.isBlank() ? text : null;
  }
}
