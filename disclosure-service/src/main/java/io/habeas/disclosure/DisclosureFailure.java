package io.habeas.disclosure;

import io.habeas.problem.FailureException;
import io.habeas.problem.Kind;
import java.io.Serial;
import java.util.Map;
import java.util.UUID;

/** What this service refuses. */
public abstract sealed class DisclosureFailure extends FailureException {

  @Serial private static final long serialVersionUID = 1L;

  private DisclosureFailure(
      Kind kind, String code, String title, String detail, Map<String, Object> extensions) {
    super(kind, code, title, detail, extensions);
  }

  private DisclosureFailure(Kind kind, String code, String title, String detail) {
    this(kind, code, title, detail, Map.of());
  }

  /**
   * A release was refused. Partners get one type and one of four coarse reasons: what is behind it
   * concerns the subject, who reads it in full.
   */
  public static final class ReleaseRefused extends DisclosureFailure {
    @Serial private static final long serialVersionUID = 1L;

    /**
     * @param releaseId under which the refusal was recorded
     * @param reason the coarse reason
     */
    public ReleaseRefused(UUID releaseId, String reason) {
      super(
          Kind.FORBIDDEN,
          "release-refused",
          "The release was refused",
          "Do not ask again for the same before what the reason names has changed.",
          Map.of("releaseId", releaseId, "reason", reason));
    }
  }

  /** A service that a release needs does not answer: no decision, no data. */
  public static final class PeerUnavailable extends DisclosureFailure {
    @Serial private static final long serialVersionUID = 1L;

    public PeerUnavailable() {
      super(
          Kind.UNAVAILABLE,
          "unavailable",
          "Not available now",
          "A service that this needs does not answer. Try again soon.");
    }
  }

  /** The name belongs to another processor. */
  public static final class NameTaken extends DisclosureFailure {
    @Serial private static final long serialVersionUID = 1L;

    public NameTaken() {
      super(
          Kind.CONFLICT,
          "processor-name-taken",
          "There is a processor of this name",
          "Change that one, or choose another name.");
    }
  }

  /** The record has changed since it was read. */
  public static final class Outdated extends DisclosureFailure {
    @Serial private static final long serialVersionUID = 1L;

    public Outdated() {
      super(
          Kind.PRECONDITION_FAILED,
          "outdated-version",
          "Somebody else was faster",
          "Read the record again and repeat your change on what it says now.");
    }
  }

  /** An edit without the version that it edits. */
  public static final class VersionMissing extends DisclosureFailure {
    @Serial private static final long serialVersionUID = 1L;

    public VersionMissing() {
      super(
          Kind.PRECONDITION_REQUIRED,
          "version-missing",
          "Say which version you edit",
          "Send the ETag that you read as If-Match.");
    }
  }
}
