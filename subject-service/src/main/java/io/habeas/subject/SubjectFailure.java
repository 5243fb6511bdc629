package io.habeas.subject;

import io.habeas.problem.FailureException;
import io.habeas.problem.Kind;
import java.io.Serial;
import java.util.List;
import java.util.Map;

/** The refusals of this service. */
public abstract sealed class SubjectFailure extends FailureException {

  @Serial private static final long serialVersionUID = 1L;

  private SubjectFailure(
      Kind kind, String code, String title, String detail, Map<String, Object> extensions) {
    super(kind, code, title, detail, extensions);
  }

  /** An account names somebody whose data was erased. */
  public static final class Erased extends SubjectFailure {
    @Serial private static final long serialVersionUID = 1L;

    /** The refusal. */
    public Erased() {
      super(
          Kind.CONFLICT,
          "subject-erased",
          "A person of the account was erased",
          "Send the account without the person, or with a new key after a new sign-up.",
          Map.of());
    }
  }

  /** Data is not held for the purpose that was named. */
  public static final class NotForPurpose extends SubjectFailure {
    @Serial private static final long serialVersionUID = 1L;

    /**
     * @param purpose the purpose that was named
     * @param fields what is not held for it
     */
    public NotForPurpose(String purpose, List<String> fields) {
      super(
          Kind.FORBIDDEN,
          "not-held-for-purpose",
          "The data is not held for this purpose",
          "Name the purpose that the data is needed for, and only fields that it covers.",
          Map.of("rule", "category-purpose", "purpose", purpose, "fields", fields));
    }
  }

  /** The subject's data is restricted and the purpose is not one that law demands. */
  public static final class Restricted extends SubjectFailure {
    @Serial private static final long serialVersionUID = 1L;

    /**
     * @param purpose the purpose that was named
     */
    public Restricted(String purpose) {
      super(
          Kind.CONFLICT,
          "subject-restricted",
          "The subject's data is restricted",
          "Restricted data is used only where law demands it (GDPR Art. 18).",
          Map.of("rule", "restriction", "purpose", purpose));
    }
  }

  /** A correction that does not say which version it corrects. */
  public static final class VersionMissing extends SubjectFailure {
    @Serial private static final long serialVersionUID = 1L;

    /** The refusal. */
    public VersionMissing() {
      super(
          Kind.PRECONDITION_REQUIRED,
          "version-missing",
          "The version to be corrected is not named",
          "Send If-Match with the etag that was read.",
          Map.of());
    }
  }

  /** A correction of what another has written meanwhile. */
  public static final class VersionLost extends SubjectFailure {
    @Serial private static final long serialVersionUID = 1L;

    /** The refusal. */
    public VersionLost() {
      super(
          Kind.PRECONDITION_FAILED,
          "version-lost",
          "It was changed meanwhile",
          "Read it again and decide anew.",
          Map.of());
    }
  }

  /** Content for an import to which another request is sending. */
  public static final class ImportBusy extends SubjectFailure {
    @Serial private static final long serialVersionUID = 1L;

    /** The refusal. */
    public ImportBusy() {
      super(
          Kind.CONFLICT,
          "import-busy",
          "Another request is sending to this import",
          "Ask the import for its nextLine and go on from there.",
          Map.of());
    }
  }

  /** Content that would leave a gap. */
  public static final class ImportGap extends SubjectFailure {
    @Serial private static final long serialVersionUID = 1L;

    /**
     * @param nextLine the line to go on from
     */
    public ImportGap(long nextLine) {
      super(
          Kind.CONFLICT,
          "import-gap",
          "Lines are missing before the first one sent",
          "Go on from nextLine or from a line before it.",
          Map.of("nextLine", nextLine));
    }
  }

  /** Content of another type than the import was opened for. */
  public static final class ImportFormat extends SubjectFailure {
    @Serial private static final long serialVersionUID = 1L;

    /** The refusal. */
    public ImportFormat() {
      super(
          Kind.CONFLICT,
          "import-format",
          "The content is not of the import's format",
          "Send application/x-ndjson to an ndjson import and text/csv to a csv one.",
          Map.of());
    }
  }

  /** A CSV file whose first line does not name the columns. */
  public static final class ImportHeader extends SubjectFailure {
    @Serial private static final long serialVersionUID = 1L;

    /** The refusal. */
    public ImportHeader() {
      super(
          Kind.INVALID,
          "import-header",
          "The first line does not name the columns",
          "Name each column once, in the first line, as the README lists them.",
          Map.of());
    }
  }

  /** Content that broke off. */
  public static final class ImportInterrupted extends SubjectFailure {
    @Serial private static final long serialVersionUID = 1L;

    /** The refusal. */
    public ImportInterrupted() {
      super(
          Kind.INVALID,
          "import-interrupted",
          "The content broke off",
          "Ask the import for its nextLine and go on from there.",
          Map.of());
    }
  }

  /** A body that is longer than any but an import's content. */
  public static final class BodyTooLong extends SubjectFailure {
    @Serial private static final long serialVersionUID = 1L;

    /** The refusal. */
    public BodyTooLong() {
      super(
          Kind.TOO_LARGE,
          "too-large",
          "The body is too large",
          "Send less at once, or open an import.",
          Map.of());
    }
  }
}
