package io.habeas.gateway.session;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Who is signed in. */
@Path("/")
public class SessionResource {

  /**
   * The session as the web app sees it.
   *
   * @param signedIn whether anybody is
   * @param name how to greet
   * @param roles realm roles
   * @param subjectId the subject that a customer is
   */
  record SessionView(
      boolean signedIn, @Nullable String name, Set<String> roles, @Nullable String subjectId) {}

  private static final SessionView NOBODY = new SessionView(false, null, Set.of(), null);

  private final CurrentIdentityAssociation current;

  @Inject
  SessionResource(CurrentIdentityAssociation current) {
    this.current = current;
  }

  /** A session that has ended, or cannot be read, is nobody's: the web app offers to sign in. */
  @GET
  @Path("session")
  @Produces(MediaType.APPLICATION_JSON)
  @PermitAll
  public Uni<Response> session() {
    return current
        .getDeferredIdentity()
        .map(identity -> identity.isAnonymous() ? NOBODY : view(identity))
        .onFailure()
        .recoverWithItem(NOBODY)
        .map(view -> Response.ok(view).header("Cache-Control", "no-store").build());
  }

  private static SessionView view(SecurityIdentity identity) {
    JsonObject access = claims(identity.getCredential(AccessTokenCredential.class).getToken());
    String name =
        identity.getPrincipal() instanceof JsonWebToken id ? (String) id.getClaim("name") : null;
    return new SessionView(
        true, name, new TreeSet<>(identity.getRoles()), access.getString("subject_id"));
  }

  /** The token was verified when the session was read; here it is only looked into. */
  private static JsonObject claims(String token) {
    byte[] payload = Base64.getUrlDecoder().decode(token.split("\\.")[1]);
    return new JsonObject(new String(payload, StandardCharsets.UTF_8));
  }
}
