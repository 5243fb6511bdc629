package io.habeas.problem;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers for what the framework refuses before or beside our own code. */
class FrameworkProblems {

  @ServerExceptionMapper
  Response failure(FailureException failure) {
    return Problem.of(failure).toResponse();
  }

  @ServerExceptionMapper(priority = 1)
  Response unauthorized(UnauthorizedException refused) {
    return unauthenticated();
  }

  @ServerExceptionMapper(priority = 1)
  Response badToken(AuthenticationFailedException refused) {
    return unauthenticated();
  }

  @ServerExceptionMapper(priority = 1)
  Response forbidden(ForbiddenException refused) {
    return Problem.of(403, "forbidden", "Not allowed", "Your token does not allow this operation.")
        .toResponse();
  }

  @ServerExceptionMapper
  Response http(WebApplicationException refused) {
    Response original = refused.getResponse();
    if (original.hasEntity()) {
      return original;
    }
    Response problem = HttpProblems.of(original.getStatus()).toResponse();
    String allow = original.getHeaderString(HttpHeaders.ALLOW);
    return allow == null
        ? problem
        : Response.fromResponse(problem).header(HttpHeaders.ALLOW, allow).build();
  }

  static Response unauthenticated() {
    return Response.fromResponse(HttpProblems.of(401).toResponse())
        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
        .build();
  }
}
