package io.habeas.access;

import io.habeas.access.AccessRefused.Reason;
import io.habeas.clock.SecurityClock;
import io.habeas.problem.Missing;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MultivaluedMap;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Lets a request reach its operation only as the operation declares. Deny is the default.
 *
 * <p>Application-scoped on purpose: the framework makes singletons of filters while it builds, when
 * no configuration is there yet.
 */
@ApplicationScoped
class AccessFilter {

  private static final Logger LOG = Logger.getLogger(AccessFilter.class);

  private final Caller caller;
  private final SecurityClock clock;
  private final AccessConfig config;
  private final MeterRegistry meters;
  private final ConcurrentHashMap<Method, Declaration> declarations = new ConcurrentHashMap<>();

  @Inject
  AccessFilter(Caller caller, SecurityClock clock, AccessConfig config, MeterRegistry meters) {
    this.caller = caller;
    this.clock = clock;
    this.config = config;
    this.meters = meters;
  }

  @ServerRequestFilter(priority = 1000)
  void check(ResourceInfo operation, ContainerRequestContext request) {
    Method method = operation.getResourceMethod();
    try {
      check(
          declarations.computeIfAbsent(method, Declaration::of),
          request.getUriInfo().getPathParameters());
    } catch (AccessRefused refused) {
      record(refused, method);
      throw refused;
    }
  }

  private void check(Declaration declared, MultivaluedMap<String, String> path) {
    if (caller.isForSeveralServices()) {
      throw new AccessRefused(Reason.TOKEN_FOR_SEVERAL_SERVICES);
    }
    if (declared.anyone()) {
      return;
    }
    Permit permit = declared.permit();
    if (permit == null) {
      throw new AccessRefused(Reason.UNDECLARED_OPERATION);
    }
    if (caller.isAnonymous()) {
      throw new AccessRefused(Reason.UNAUTHENTICATED);
    }
    if (caller.isPerson()) {
      checkPerson(permit, path);
    } else {
      checkMachine(permit, path);
    }
  }

  private void checkMachine(Permit permit, MultivaluedMap<String, String> path) {
    if (permit.scope().isEmpty() || !caller.scopes().contains(permit.scope())) {
      throw new AccessRefused(Reason.SCOPE_MISSING);
    }
    if (permit.ownership() == Ownership.PROCESSOR) {
      UUID own =
          caller.processorId().orElseThrow(() -> new AccessRefused(Reason.PROCESSOR_UNKNOWN));
      requireOwn(own, path.getFirst("processorId"));
    }
  }

  private void checkPerson(Permit permit, MultivaluedMap<String, String> path) {
    if (!caller.scopes().contains(Caller.ACTS_FOR_PEOPLE)) {
      throw new AccessRefused(Reason.SCOPE_MISSING);
    }
    Set<Role> held = caller.roles();
    held.retainAll(Set.of(permit.roles()));
    if (held.isEmpty()) {
      throw new AccessRefused(Reason.ROLE_MISSING);
    }
    boolean onlyCustomer = held.equals(Set.of(Role.CUSTOMER));
    if (onlyCustomer && permit.ownership() == Ownership.SUBJECT) {
      requireOwn(caller.subjectId().orElseThrow(Missing::new), path.getFirst("subjectId"));
    }
    if (!onlyCustomer) {
      requireSecondFactor();
    }
    if (permit.recentSignIn()) {
      requireRecentSignIn();
    }
  }

  private static void requireOwn(UUID own, @Nullable String asked) {
    if (asked != null && !own.toString().equalsIgnoreCase(asked)) {
      throw new Missing();
    }
  }

  private void requireSecondFactor() {
    Optional<Set<String>> wanted = config.deskAcr();
    if (wanted.isPresent() && Collections.disjoint(wanted.get(), caller.levels())) {
      throw new AccessRefused(Reason.SECOND_FACTOR_MISSING);
    }
  }

  private void requireRecentSignIn() {
    boolean recent =
        caller
            .authTime()
            .filter(at -> at.isAfter(clock.now().minus(config.recentSignIn())))
            .isPresent();
    if (!recent) {
      throw new AccessRefused(Reason.RECENT_SIGN_IN_NEEDED);
    }
  }

  private void record(AccessRefused refused, Method method) {
    String operation = method.getDeclaringClass().getSimpleName() + "." + method.getName();
    meters
        .counter("habeas.access.refused", "rule", refused.code(), "operation", operation)
        .increment();
    LOG.infof("refused %s to %s: %s", operation, caller.id(), refused.code());
  }

  private record Declaration(@Nullable Permit permit, boolean anyone) {
    static Declaration of(Method method) {
      return new Declaration(
          method.getAnnotation(Permit.class), method.isAnnotationPresent(PermitAnyone.class));
    }
  }
}
