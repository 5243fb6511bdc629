package io.habeas.notification.recipient;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.habeas.notification.lines.Lines;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** Asks first whether we may, then how. Of those we may not contact, no address is asked for. */
@Singleton
public class Recipients {
  private static final String ALLOW = "allow";

  private final DecisionsClient decisions;
  private final ContactsClient contacts;
  private final ObjectReader reader;

  Recipients(
      @RestClient DecisionsClient decisions,
      @RestClient ContactsClient contacts,
      ObjectMapper json) {
    this.decisions = decisions;
    this.contacts = contacts;
    this.reader = json.readerFor(ContactsClient.Contact.class);
  }

  /** What is known of each, for one purpose and channel; everybody asked for is in the answer. */
  public Uni<Map<UUID, Recipient>> find(String purpose, String channel, List<UUID> subjects) {
    return decisions
        .decide(new DecisionsClient.Question(purpose, channel, subjects))
        .chain(
            answers -> {
              Map<UUID, Recipient> found = denied(answers, subjects);
              List<UUID> allowed = subjects.stream().filter(s -> !found.containsKey(s)).toList();
              return allowed.isEmpty()
                  ? Uni.createFrom().item(found)
                  : contacts(purpose, channel, allowed, links(answers))
                      .invoke(found::putAll)
                      .replaceWith(found);
            });
  }

  private static Map<UUID, String> links(DecisionsClient.Answers answers) {
    Map<UUID, String> links = new HashMap<>();
    for (DecisionsClient.Decision decision : answers.decisions()) {
      if (decision.unsubscribe() != null) {
        links.put(decision.subjectId(), decision.unsubscribe());
      }
    }
    return links;
  }

  private Uni<Map<UUID, Recipient>> contacts(
      String purpose, String channel, List<UUID> allowed, Map<UUID, String> links) {
    return contacts
        .contacts(new ContactsClient.Question(purpose, channel, allowed))
        .map(answer -> Lines.<ContactsClient.Contact>read(answer, reader))
        .map(
            known -> {
              Map<UUID, Recipient> found = new HashMap<>();
              allowed.forEach(subject -> found.put(subject, new Recipient.Unreachable()));
              known.forEach(
                  contact ->
                      found.replace(
                          contact.subjectId(), recipient(contact, links.get(contact.subjectId()))));
              return found;
            });
  }

  /** Who is not in the answer was not allowed either. */
  private static Map<UUID, Recipient> denied(DecisionsClient.Answers answers, List<UUID> subjects) {
    Map<UUID, Recipient> found = new HashMap<>();
    subjects.forEach(
        subject -> found.put(subject, new Recipient.Denied(Recipient.Denied.UNDECIDED)));
    for (DecisionsClient.Decision decision : answers.decisions()) {
      if (decision.decision().equals(ALLOW)) {
        found.remove(decision.subjectId());
      } else {
        String rule = decision.rule() == null ? Recipient.Denied.UNNAMED : decision.rule();
        found.replace(decision.subjectId(), new Recipient.Denied(rule));
      }
    }
    return found;
  }

  private static Recipient recipient(ContactsClient.Contact contact, @Nullable String link) {
    if (contact.address() == null || contact.address().isBlank()) {
      return new Recipient.Unreachable();
    }
    return new Recipient.Reachable(
        contact.address(),
        contact.name(),
        contact.language() == null ? List.of() : List.of(contact.language()),
        contact.contactPointId(),
        contact.timeZone(),
        link);
  }
}
