package io.habeas.notification;

import io.habeas.problem.FailureException;
import io.habeas.problem.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What notification-service refuses, each with its own name. */
public abstract sealed class NotificationFailure extends FailureException {
  private static final long serialVersionUID = 1L;

  private NotificationFailure(
      Kind kind, String code, String title, String detail, Map<String, Object> extensions) {
    super(kind, code, title, detail, extensions);
  }

  private NotificationFailure(Kind kind, String code, String title, String detail) {
    this(kind, code, title, detail, Map.of());
  }

  /** The name is in use. */
  public static final class Taken extends NotificationFailure {
    private static final long serialVersionUID = 1L;

    /** A document or version of that name is there. */
    public Taken(String what) {
      super(
          Kind.CONFLICT,
          "name-taken",
          "The name is taken",
          "There is a " + what + " of that name.");
    }
  }

  /** The change does not fit the present state. */
  public static final class WrongState extends NotificationFailure {
    private static final long serialVersionUID = 1L;

    /** What was asked cannot be done in this state. */
    public WrongState(String what, String state) {
      super(
          Kind.CONFLICT,
          "wrong-state",
          "Not in this state",
          "What is %s cannot be %s.".formatted(state, what));
    }
  }

  /** A rewriting that does not say which text it replaces. */
  public static final class EtagMissing extends NotificationFailure {
    private static final long serialVersionUID = 1L;

    /** The refusal. */
    public EtagMissing() {
      super(
          Kind.PRECONDITION_REQUIRED,
          "version-missing",
          "Say what you replace",
          "Send If-Match with the etag that was read.");
    }
  }

  /** Somebody else has rewritten it since. */
  public static final class ChangedMeanwhile extends NotificationFailure {
    private static final long serialVersionUID = 1L;

    /** The refusal. */
    public ChangedMeanwhile() {
      super(
          Kind.PRECONDITION_FAILED,
          "version-lost",
          "Changed meanwhile",
          "Somebody else has changed it since you read it.");
    }
  }

  /** Less than thirty days ahead. */
  public static final class AnnouncedTooLate extends NotificationFailure {
    private static final long serialVersionUID = 1L;

    /** The earliest date that the policy's promise allows. */
    public AnnouncedTooLate(Instant earliest) {
      super(
          Kind.UNPROCESSABLE,
          "announced-too-late",
          "Announced too late",
          "A material change comes into force thirty days after it is announced, at the earliest.",
          Map.of("rule", "thirty-days-notice", "earliestLawfulDate", earliest.toString()));
    }
  }

  /** Somebody affected has not had notice for thirty days. */
  public static final class NoticeIncomplete extends NotificationFailure {
    private static final long serialVersionUID = 1L;

    /** The guard's answer. */
    public NoticeIncomplete(
        long missing, List<UUID> subjects, Instant earliest, List<String> reasons) {
      super(
          Kind.CONFLICT,
          "notice-incomplete",
          "Notice is not complete",
          "%d affected subjects have not had notice for thirty days, or the date is not reached."
              .formatted(missing),
          Map.of(
              "rule", "thirty-days-notice",
              "missing", missing,
              "missingSubjects", subjects,
              "earliestLawfulDate", earliest.toString(),
              "reasons", reasons));
    }
  }

  /** Calling a change not material takes more than one person. */
  public static final class CallsForTwo extends NotificationFailure {
    private static final long serialVersionUID = 1L;

    /** The refusal. */
    public CallsForTwo() {
      super(
          Kind.UNPROCESSABLE,
          "materiality-needs-two",
          "Every change is material",
          "To call a change not material takes two people and a published reason.");
    }
  }

  /** What was told is not signed by whoever may tell it. */
  public static final class BadSignature extends NotificationFailure {
    private static final long serialVersionUID = 1L;

    /** The refusal. */
    public BadSignature() {
      super(
          Kind.FORBIDDEN,
          "bad-signature",
          "Not signed",
          "The webhook's signature is missing, old, or not by a key that we know.");
    }
  }

  /** A test goes to whoever writes the notice and to nobody else. */
  public static final class NotAnAuthor extends NotificationFailure {
    private static final long serialVersionUID = 1L;

    /** The refusal; it does not repeat the address. */
    public NotAnAuthor() {
      super(
          Kind.UNPROCESSABLE,
          "not-an-author",
          "Tests go to authors only",
          "A test goes to your own verified address, or to one that the operator allows.");
    }
  }

  /** More tests than anybody reads. */
  public static final class TooManyTests extends NotificationFailure {
    private static final long serialVersionUID = 1L;

    /** How many letters an hour there may be. */
    public TooManyTests(int perHour) {
      super(
          Kind.TOO_MANY,
          "too-many-tests",
          "Too many tests",
          "One person may send %d letters of tests in an hour.".formatted(perHour));
    }
  }

  /** What changes is material whatever anybody calls it. */
  public static final class IsMaterial extends NotificationFailure {
    private static final long serialVersionUID = 1L;

    /**
     * The refusal.
     *
     * @param why what makes it material
     */
    public IsMaterial(List<String> why) {
      super(
          Kind.UNPROCESSABLE,
          "change-is-material",
          "The change is material",
          "Other purposes, recipients, countries, retention or rights are told of thirty days"
              + " before, and so is what was not judged against the version that binds.",
          Map.of("rule", "materiality", "reasons", why));
    }
  }

  /** What was promised for a date does not come before it. */
  public static final class BroughtForward extends NotificationFailure {
    private static final long serialVersionUID = 1L;

    /** The date that was promised. */
    public BroughtForward(Instant promised) {
      super(
          Kind.UNPROCESSABLE,
          "date-brought-forward",
          "Never earlier than was said",
          "People were told another date; what they were told may come later, not earlier.",
          Map.of("rule", "no-earlier-date", "promisedDate", promised.toString()));
    }
  }

  /** The audience would leave out somebody whom the change concerns. */
  public static final class AudienceTooNarrow extends NotificationFailure {
    private static final long serialVersionUID = 1L;

    /**
     * The refusal.
     *
     * @param sections the changed sections that are not limited to that audience
     */
    public AudienceTooNarrow(List<String> sections) {
      super(
          Kind.UNPROCESSABLE,
          "audience-too-narrow",
          "The change is not so limited",
          "A notice goes to a part of all people only where every changed section is tagged for it.",
          Map.of("rule", "audience-of-the-change", "sections", sections));
    }
  }

  /** Who calls a change not material must be a person. */
  public static final class CallsForPeople extends NotificationFailure {
    private static final long serialVersionUID = 1L;

    /** The refusal. */
    public CallsForPeople() {
      super(
          Kind.FORBIDDEN,
          "people-only",
          "This takes a person",
          "Whether a change is material is judged by people, two of them; no system may.");
    }
  }

  /** Somebody whom we have to ask does not answer. */
  public static final class PeerUnavailable extends NotificationFailure {
    private static final long serialVersionUID = 1L;

    /** The refusal. */
    public PeerUnavailable() {
      super(
          Kind.UNAVAILABLE,
          "unavailable",
          "Not now",
          "A part that this needs does not answer. Ask again in a moment.");
    }
  }

  /** The proof is not there yet. */
  public static final class NotSealedYet extends NotificationFailure {
    private static final long serialVersionUID = 1L;

    /** The refusal. */
    public NotSealedYet() {
      super(
          Kind.CONFLICT,
          "not-sealed-yet",
          "The proof is being sealed",
          "The notice is recorded and will be sealed in a moment. Ask again.");
    }
  }
}
