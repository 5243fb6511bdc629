package io.habeas.refusal;

import io.habeas.access.AccessRefused;
import io.habeas.access.Caller;
import io.habeas.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Method;
import java.util.UUID;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Puts a refusal on record before its answer leaves. */
class RecordedRefusals {

  @Inject RefusalLog log;
  @Inject Caller caller;

  @ServerExceptionMapper
  Uni<Response> refused(AccessRefused refused, ResourceInfo operation, UriInfo uri) {
    Response answer = Problem.of(refused).toResponse();
    return caller.isAnonymous()
        ? Uni.createFrom().item(answer)
        : log.record(refusal(refused, operation, uri)).replaceWith(answer);
  }

  private Refusal refusal(AccessRefused refused, ResourceInfo operation, UriInfo uri) {
    Method method = operation.getResourceMethod();
    return new Refusal(
        caller.id(),
        method.getDeclaringClass().getSimpleName() + "." + method.getName(),
        refused.code(),
        uuid(uri.getPathParameters().getFirst("subjectId")),
        refused.purpose().orElse(null));
  }

  private static @Nullable UUID uuid(@Nullable String text) {
    try {
      return text == null ? null : UUID.fromString(text);
    } catch (IllegalArgumentException notAnId) {
      return null;
    }
  }
}
