package io.habeas.gateway.session;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.json.JsonObject;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Who is signed in, and the way in. */
@Path("/")
public class SessionResource {

  /** A path on this site: one slash, then no second one and no scheme. */
  private static final Pattern LOCAL_PATH =
      Pattern.compile("/(?![/\\\\])[\\x21-\\x7e&&[^\\\\]]{0,500}");

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

  private final SecurityIdentity identity;

  @Inject
  SessionResource(SecurityIdentity identity) {
    this.identity = identity;
  }

  @GET
  @Path("session")
  @Produces(MediaType.APPLICATION_JSON)
  @PermitAll
  public Response session() {
    SessionView view = identity.isAnonymous() ? NOBODY : view();
    return Response.ok(view).header("Cache-Control", "no-store").build();
  }

  @GET
  @Path("login")
  @Authenticated
  public Response login(@QueryParam("returnTo") @Nullable String returnTo) {
    boolean isLocal = returnTo != null && LOCAL_PATH.matcher(returnTo).matches();
    return Response.seeOther(URI.create(isLocal ? returnTo : "/")).build();
  }

  private SessionView view() {
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
