package io.habeas.notification.mailing;

import io.habeas.ledger.Group;
import io.habeas.ledger.Member;
import io.habeas.notification.delivery.Channel;
import io.habeas.notification.delivery.Outcome;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** The ledger's entry of a settled batch of notices: what the proof of each of them shows. */
@Singleton
class Entries {
  private static final String ACTOR = "notification-service";

  private final MailingConfig config;

  Entries(MailingConfig config) {
    this.config = config;
  }

  /** The outcomes, and of those that are final that this entry tells of them. */
  static List<Outcome> recorded(UUID entry, List<Outcome> outcomes) {
    return outcomes.stream()
        .map(outcome -> outcome.state().isFinal() ? outcome.recorded(entry) : outcome)
        .toList();
  }

  /** What became of those whose outcome is final and was settled, all by the same channel. */
  Group of(Tour tour, List<Outcome> outcomes, List<UUID> settled) {
    Set<UUID> own = Set.copyOf(settled);
    List<Outcome> told =
        outcomes.stream()
            .filter(outcome -> outcome.state().isFinal() && own.contains(outcome.subjectId()))
            .toList();
    return new Group(
        "notice.settled",
        ACTOR,
        told.isEmpty() ? Map.of() : common(tour, told.getFirst().channel()),
        told.stream().map(outcome -> member(tour, outcome)).toList());
  }

  private static Map<String, Object> common(Tour tour, Channel channel) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("campaign", tour.campaign().id());
    details.put("kind", tour.campaign().kind().slug());
    details.put("document", tour.campaign().document());
    details.put("version", tour.campaign().label());
    details.put("textHash", Objects.requireNonNull(tour.version().textHash()));
    details.put("announcedAt", tour.campaign().announcedAt());
    details.put("effectiveAt", tour.campaign().effectiveAt());
    details.put("channel", channel.slug());
    return details;
  }

  private Member member(Tour tour, Outcome outcome) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("outcome", outcome.state().slug());
    if (outcome.channel() == Channel.EMAIL) {
      details.put(
          "messageId",
          MessageIds.of(tour.campaign().id(), outcome.subjectId(), config.messageIdDomain()));
    }
    if (outcome.reason() != null) {
      details.put("reason", outcome.reason());
    }
    if (outcome.isAccepted()) {
      Texts.Hashed told = tour.texts().in(List.of(Objects.requireNonNull(outcome.language())));
      details.put("language", told.text().language());
      details.put("languageHash", told.hash());
      details.put("acceptedAt", Objects.requireNonNull(outcome.acceptedAt()));
    }
    return new Member(outcome.subjectId(), details);
  }
}
