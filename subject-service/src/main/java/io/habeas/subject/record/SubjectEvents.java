package io.habeas.subject.record;

import io.habeas.outbox.Event;

/** What other services are told of a subject: never who it is. */
public final class SubjectEvents {

  private SubjectEvents() {}

  /** A person is held from now on. */
  public static Event registered(Subject subject) {
    return event(subject, "subject.registered", subject.state());
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
    return new Event(subject.id(), type, new Data(subject.residency(), state));
  }

  /** What every event of a subject says. */
  public record Data(String residency, State state) {}
}
