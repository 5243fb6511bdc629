package io.habeas.notification.message;

import io.habeas.notification.carrier.Parcel;
import io.habeas.notification.recipient.Recipient;
import io.habeas.notification.rendering.Addressee;
import io.habeas.notification.rendering.Conversation;
import io.habeas.notification.smtp.Mailbox;
import io.habeas.notification.template.Fields;
import io.habeas.notification.template.Template;
import io.habeas.notification.template.Templates;
import io.habeas.notification.template.Written;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Writes messages: looks up what that takes for a claim at once, then writes one after another. */
@Singleton
class Writing {
  /** Of a conversation, as many mails are referred to. */
  private static final int MOST_REFERENCES = 20;

  private final Pool pool;
  private final Templates templates;
  private final Seals seals;
  private final ReplyAddresses replies;
  private final String domain;
  private final MessageStore store = new MessageStore();

  Writing(
      Pool pool,
      Templates templates,
      Seals seals,
      ReplyAddresses replies,
      @ConfigProperty(name = "habeas.mailing.message-id-domain") String domain) {
    this.pool = pool;
    this.templates = templates;
    this.seals = seals;
    this.replies = replies;
    this.domain = domain;
  }

  /** A message with what is needed to write it; no template: it cannot be. */
  record Ready(Message message, @Nullable Template template, List<Message> earlier) {}

  Uni<List<Ready>> prepare(List<Message> messages) {
    List<Ready> ready = new ArrayList<>();
    return Multi.createFrom()
        .iterable(messages)
        .onItem()
        .transformToUniAndConcatenate(message -> prepare(message).invoke(ready::add))
        .collect()
        .last()
        .replaceWith(ready);
  }

  private Uni<Ready> prepare(Message message) {
    return templates
        .kept(message.template(), message.version())
        .chain(template -> earlier(message).map(earlier -> new Ready(message, template, earlier)));
  }

  private Uni<List<Message>> earlier(Message message) {
    UUID caseId = message.caseId();
    return caseId == null
        ? Uni.createFrom().item(List.of())
        : store
            .ofCase(pool, caseId, MOST_REFERENCES)
            .map(
                all ->
                    all.stream()
                        .filter(each -> each.id().compareTo(message.id()) < 0)
                        .filter(each -> each.acceptedAt() != null)
                        .toList()
                        .reversed());
  }

  /** Writes one for somebody; fails where it cannot be written. */
  Parcel write(Ready ready, Recipient.Reachable to) {
    Message message = ready.message();
    Template template = Objects.requireNonNull(ready.template(), "no such template");
    byte[] kept = message.sealed();
    SealedPart sealed =
        kept == null ? SealedPart.NONE : SealedPart.read(seals.open(message.id(), kept));
    Map<String, Object> all = new HashMap<>(message.fields());
    all.putAll(sealed.fields());
    Fields fields = templates.read(template, all);
    Written written = templates.write(template, fields, name(to), to.languages());
    return new Parcel(
        message.id(),
        message.subjectId(),
        MessageIds.of(message.id(), domain),
        to,
        written,
        template.purpose(),
        template.optional(),
        conversation(ready, sealed.inReplyTo()));
  }

  private @Nullable Conversation conversation(Ready ready, @Nullable String answered) {
    UUID caseId = ready.message().caseId();
    if (caseId == null) {
      return null;
    }
    List<String> references = new ArrayList<>();
    references.add(MessageIds.ofCase(caseId, domain));
    ready.earlier().forEach(each -> references.add(MessageIds.of(each.id(), domain)));
    if (answered != null) {
      references.add(answered);
    }
    return new Conversation(references.getLast(), references, replies.of(caseId));
  }

  /** Without what would begin a line of its own. */
  private static String name(Recipient.Reachable to) {
    return new Addressee(new Mailbox("a", "a"), Objects.requireNonNullElse(to.name(), "")).name();
  }
}
