package io.habeas.access;

import io.habeas.problem.FailureException;
import io.habeas.problem.Kind;
import java.io.Serial;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The caller may not do this; each reason has its own code. */
public final class AccessRefused extends FailureException {

  @Serial private static final long serialVersionUID = 1L;

  /** Why an operation was refused. */
  public enum Reason {
    UNAUTHENTICATED(Kind.UNAUTHENTICATED, "Sign in first", "Send a valid bearer token."),
    TOKEN_FOR_SEVERAL_SERVICES(
        Kind.UNAUTHENTICATED,
        "A token for each service",
        "This token opens several services. Ask for one with the scopes of this service alone."),
    UNDECLARED_OPERATION(
        Kind.FORBIDDEN, "Not allowed", "This operation declares no permission, so nobody has it."),
    SCOPE_MISSING(
        Kind.FORBIDDEN, "Not allowed", "Your client needs a scope that it does not have."),
    ROLE_MISSING(Kind.FORBIDDEN, "Not allowed", "You need a role that you do not have."),
    PROCESSOR_UNKNOWN(Kind.FORBIDDEN, "Not allowed", "Your token names no processor."),
    SECOND_FACTOR_MISSING(
        Kind.FORBIDDEN,
        "Second factor needed",
        "Your role needs a one-time code beside the password. Sign out and in again."),
    RECENT_SIGN_IN_NEEDED(
        Kind.UNAUTHENTICATED, "Sign in again", "This needs a sign-in of the last ten minutes."),
    PURPOSE_NOT_BOUND(
        Kind.FORBIDDEN,
        "Purpose not allowed",
        "Neither your client nor a role of yours is registered for this purpose."),
    SOURCE_NOT_YOURS(
        Kind.FORBIDDEN, "Not your event", "A service delivers only the events of its own source.");

    private final Kind kind;
    private final String title;
    private final String detail;

    Reason(Kind kind, String title, String detail) {
      this.kind = kind;
      this.title = title;
      this.detail = detail;
    }

    private String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private final Reason reason;
  private final @Nullable String purpose;

  AccessRefused(Reason reason) {
    this(reason, null);
  }

  AccessRefused(Reason reason, @Nullable String purpose) {
    super(reason.kind, reason.code(), reason.title, reason.detail, Map.of("rule", reason.code()));
    this.reason = reason;
    this.purpose = purpose;
  }

  /** The purpose that was named, where it is a registered one: other text is anybody's guess. */
  public Optional<String> purpose() {
    return Optional.ofNullable(purpose);
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
