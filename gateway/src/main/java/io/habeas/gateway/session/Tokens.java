package io.habeas.gateway.session;

import io.habeas.gateway.identity.Grant;
import io.quarkus.oidc.AuthorizationCodeTokens;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * What a slot holds: an access token, and for the session itself what it was signed in with and
 * goes on by.
 *
 * @param access the token for the callee
 * @param id the ID token
 * @param refresh the refresh token
 * @param lifeSeconds how long the access token lives from its issue
 */
record Tokens(String access, @Nullable String id, @Nullable String refresh, long lifeSeconds) {

  static Tokens of(AuthorizationCodeTokens tokens) {
    Long life = tokens.getAccessTokenExpiresIn();
    return new Tokens(
        tokens.getAccessToken(),
        tokens.getIdToken(),
        tokens.getRefreshToken(),
        life == null ? 60 : life);
  }

  static Tokens of(Grant.Given given) {
    return new Tokens(
        given.accessToken(), given.idToken(), given.refreshToken(), given.lifeSeconds());
  }

  static @Nullable Tokens open(SessionId session, SlotStore.Content content) {
    byte[] sealed = content.sealed();
    if (sealed == null) {
      return null;
    }
    JsonObject json = new JsonObject(session.open(sealed));
    return new Tokens(
        json.getString("access"),
        json.getString("id"),
        json.getString("refresh"),
        json.getLong("lifeSeconds", 60L));
  }

  byte[] seal(SessionId session) {
    return session.seal(
        new JsonObject()
            .put("access", access)
            .put("id", id)
            .put("refresh", refresh)
            .put("lifeSeconds", lifeSeconds)
            .encode());
  }

  AuthorizationCodeTokens asSignIn() {
    return new AuthorizationCodeTokens(id, access, refresh, lifeSeconds, null);
  }

  @Override
  public String toString() {
    return "Tokens[masked]";
  }
}
