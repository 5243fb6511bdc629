package io.habeas.subject.contact;

import io.habeas.access.Caller;
import io.habeas.access.Role;
import io.habeas.outbox.Event;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a person is told when the desk has corrected a contact point: by mail, and where the mail
 * address itself was corrected, by telephone too, for whoever has it corrected wrongly would
 * otherwise be the only one to hear of it. The old address is told nothing: it was wrong, and may
 * be somebody else's.
 */
final class CorrectionNotices {

  private CorrectionNotices() {}

  /** The messages to ask for; none where people correct their own. */
  static List<Event> of(
      UUID subjectId,
      List<StoredContactPoint> held,
      Corrections.Corrected corrected,
      Caller caller) {
    boolean isDesk =
        caller.roles().stream().anyMatch(role -> role == Role.SUPPORT || role == Role.DPO);
    if (!isDesk) {
      return List.of();
    }
    List<Event> messages = new ArrayList<>();
    if (holds(held, ContactKind.EMAIL)) {
      messages.add(message(subjectId, corrected, "email"));
    }
    if (corrected.value().kind() == ContactKind.EMAIL && holds(held, ContactKind.PHONE)) {
      messages.add(message(subjectId, corrected, "sms"));
    }
    return messages;
  }

  private static boolean holds(List<StoredContactPoint> held, ContactKind kind) {
    return held.stream().anyMatch(point -> point.kind() == kind);
  }

  private static Event message(UUID subjectId, Corrections.Corrected corrected, String channel) {
    return new Event(
        subjectId,
        "message.requested",
        Map.of(
            "template",
            "contact-corrected",
            "channel",
            channel,
            "causedBy",
            "contact-point/" + corrected.id(),
            "fields",
            Map.of(
                "kind", corrected.value().kind().slug(),
                "on", corrected.at().atOffset(ZoneOffset.UTC).toLocalDate().toString(),
                "link", "/account/data")));
  }
}
