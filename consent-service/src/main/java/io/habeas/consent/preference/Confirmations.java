package io.habeas.consent.preference;

import io.habeas.access.Caller;
import io.habeas.access.Role;
import io.habeas.outbox.Event;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What a person is told when an agent has changed a setting for them: whoever did not ask for it
 * hears of it. Asked of notification-service in the transaction of the change.
 */
final class Confirmations {
  private static final Set<Via> THROUGH_AN_AGENT =
      EnumSet.of(Via.PHONE, Via.TICKET, Via.CHAT, Via.EMAIL);

  private static final int MOST_WORDS = 20;

  private Confirmations() {}

  /** One message for all that was switched on, one for all that was switched off. */
  static List<Event> of(List<Preference> chosen, Caller caller) {
    boolean isAgent =
        caller.roles().stream().anyMatch(role -> role == Role.SUPPORT || role == Role.DPO);
    if (!isAgent || chosen.isEmpty() || !THROUGH_AN_AGENT.contains(chosen.getFirst().via())) {
      return List.of();
    }
    return Arrays.stream(Choice.values())
        .map(choice -> chosen.stream().filter(each -> each.choice() == choice).toList())
        .filter(same -> !same.isEmpty())
        .map(Confirmations::message)
        .toList();
  }

  private static Event message(List<Preference> same) {
    Preference first = same.getFirst();
    return new Event(
        first.subjectId(),
        "message.requested",
        Map.of(
            "template",
            "preference-changed",
            "causedBy",
            "preference/" + first.version(),
            "fields",
            Map.of(
                "topics", distinct(same, Preference::purpose),
                "channels", distinct(same, each -> each.channel().label()),
                "choice", first.choice().label(),
                "via", first.via().label(),
                "on", first.at().atOffset(ZoneOffset.UTC).toLocalDate().toString(),
                "link", "/account/communication")));
  }

  private static List<String> distinct(List<Preference> same, Function<Preference, String> part) {
    return same.stream().map(part).distinct().limit(MOST_WORDS).toList();
  }
}
