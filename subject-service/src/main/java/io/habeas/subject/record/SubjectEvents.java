package io.habeas.subject.record;

import io.habeas.outbox.Event;

/** What other services are told of a subject: never who it is. */
public final class SubjectEvents {

  private SubjectEvents() {}

  /** A person is held from now on. */
  public static Event registered(Subject subject) {
    return event(subject, "subject.registered", subject.state());
  }

  /** Where it lives, or what its clock shows, is another from now on. */
  public static Event changed(Subject subject) {
    return event(subject, "subject.changed", subject.state());
  }

  /** From now on the data is only stored. */
  public static Event restricted(Subject subject) {
    return event(subject, "subject.restricted", State.RESTRICTED);
  }

  /** The restriction is lifted. */
  public static Event unrestricted(Subject subject) {
    return event(subject, "subject.unrestricted", State.ACTIVE);
  }

  private static Event event(Subject subject, String type, State state) {
    return new Event(subject.id(), type, new Data(state, subject.residency(), subject.timeZone()));
  }

  /**
   * What every event of a subject says: how it is now.
   *
   * @param residency ISO 3166-1 alpha-2
   * @param timeZone of the IANA database
   */
  public record Data(State state, String residency, String timeZone) {}
}
