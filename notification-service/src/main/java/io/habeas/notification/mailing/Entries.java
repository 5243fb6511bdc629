package io.habeas.notification.mailing;

import com.github.f4b6a3.uuid.UuidCreator;
import io.habeas.ledger.Entry;
import io.habeas.notification.delivery.Channel;
import io.habeas.notification.delivery.Outcome;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The ledger's entries of settled notices: what a proof of notice shows. */
@Singleton
class Entries {
  private static final String ACTOR = "notification-service";

  private final MailingConfig config;

  Entries(MailingConfig config) {
    this.config = config;
  }

  /** One for each outcome that is final and was settled, by the id that the delivery keeps. */
  Map<UUID, Entry> of(Tour tour, List<Outcome> outcomes, List<UUID> settled) {
    Set<UUID> own = settled.stream().collect(Collectors.toSet());
    Map<UUID, Entry> entries = new LinkedHashMap<>();
    for (Outcome outcome : outcomes) {
      if (outcome.state().isFinal() && own.contains(outcome.subjectId())) {
        UUID id = outcome.entryId() == null ? UuidCreator.getTimeOrderedEpoch() : outcome.entryId();
        entries.put(id, entry(tour, outcome));
      }
    }
    return entries;
  }

  private Entry entry(Tour tour, Outcome outcome) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("campaign", tour.campaign().id());
    details.put("kind", tour.campaign().kind().slug());
    details.put("document", tour.campaign().document());
    details.put("version", tour.campaign().label());
    details.put("textHash", Objects.requireNonNull(tour.version().textHash()));
    details.put("announcedAt", tour.campaign().announcedAt());
    details.put("effectiveAt", tour.campaign().effectiveAt());
    details.put("channel", outcome.channel().slug());
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
    return new Entry("notice." + outcome.state().slug(), ACTOR, outcome.subjectId(), details);
  }
}
