package io.habeas.notification.template;

import io.habeas.ledger.merkle.Hashes;
import io.habeas.ledger.record.CanonicalJson;
import io.habeas.notification.NotificationFailure;
import io.habeas.problem.Invalid;
import io.habeas.problem.Violation;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A version of a template. Its states change here and nowhere else.
 *
 * @param version from 1
 * @param purpose of the registry: what is asked about before anybody is contacted
 * @param optional whether people can switch that purpose off: then its mails say how
 */
public record Template(
    String name,
    int version,
    TemplateState state,
    String purpose,
    boolean optional,
    List<Field> fields,
    List<TemplateText> texts,
    String author,
    Instant createdAt,
    @Nullable Instant activatedAt,
    @Nullable Instant supersededAt) {

  /** The field of that name. */
  public Optional<Field> field(String wanted) {
    return fields.stream().filter(field -> field.name().equals(wanted)).findFirst();
  }

  /** The text in the first of these languages that it has; English otherwise. */
  TemplateText textFor(List<String> languages) {
    for (String wanted : languages) {
      for (TemplateText text : texts) {
        if (base(text.language()).equals(base(wanted))) {
          return text;
        }
      }
    }
    return texts.stream()
        .filter(text -> base(text.language()).equals("en"))
        .findFirst()
        .orElse(texts.getFirst());
  }

  /** Whether a channel that is heard or short can carry it. */
  public boolean hasShortForm() {
    return texts.stream().allMatch(text -> text.sms() != null);
  }

  /** Becomes what new messages are written by. */
  Template activate(boolean isOptional, Instant now) {
    if (state != TemplateState.DRAFT) {
      throw new NotificationFailure.WrongState("activated", state.slug());
    }
    return new Template(
        name,
        version,
        TemplateState.ACTIVE,
        purpose,
        isOptional,
        fields,
        texts,
        author,
        createdAt,
        now,
        null);
  }

  /** Becomes the one before. */
  Template supersede(Instant now) {
    return new Template(
        name,
        version,
        TemplateState.SUPERSEDED,
        purpose,
        optional,
        fields,
        texts,
        author,
        createdAt,
        activatedAt,
        now);
  }

  /** Says something else from now on; drafts only. */
  Template rewrite(
      String newPurpose, List<Field> newFields, List<TemplateText> newTexts, String by) {
    if (state != TemplateState.DRAFT) {
      throw new NotificationFailure.WrongState("rewritten", state.slug());
    }
    return new Template(
        name, version, state, newPurpose, optional, newFields, newTexts, by, createdAt, null, null);
  }

  /**
   * Holds a template to its own rules.
   *
   * @throws Invalid naming each slot without a field, and each that stands where none can
   */
  Template requireSound() {
    List<Violation> violations = new ArrayList<>();
    Set<String> names = new HashSet<>();
    fields.stream()
        .filter(field -> !names.add(field.name()) || field.name().equals(TemplateStencil.GREETING))
        .forEach(
            field -> violations.add(new Violation("fields", field.name() + " is there twice")));
    names.add(TemplateStencil.GREETING);
    Set<String> languages = new HashSet<>();
    for (TemplateText text : texts) {
      if (!languages.add(text.language().toLowerCase(Locale.ROOT))) {
        violations.add(new Violation("texts", "has a language twice"));
      }
      check(text, names, violations);
    }
    if (violations.isEmpty()) {
      texts.stream()
          .filter(text -> new TemplateStencil(this, text, URI.create("/")).losesSlots())
          .forEach(
              text ->
                  violations.add(
                      new Violation(
                          "texts." + text.language(), "has a slot inside of a link's address")));
    }
    if (!violations.isEmpty()) {
      throw new Invalid(violations);
    }
    return this;
  }

  /**
   * Holds a new version to what senders send already: they are programs, and go on as they are.
   *
   * @throws Invalid naming each field that is gone, of another type, or newly required
   */
  Template requireSendableLike(Template before) {
    List<Violation> violations = new ArrayList<>();
    for (Field old : before.fields()) {
      if (field(old.name()).filter(one -> one.type() == old.type()).isEmpty()) {
        violations.add(new Violation("fields." + old.name(), "must stay as it is"));
      }
    }
    fields.stream()
        .filter(one -> one.required() && before.field(one.name()).filter(Field::required).isEmpty())
        .forEach(
            one -> violations.add(new Violation("fields." + one.name(), "must not be required")));
    if (!violations.isEmpty()) {
      throw new Invalid(violations);
    }
    return this;
  }

  private static void check(TemplateText text, Set<String> names, List<Violation> violations) {
    String all = text.subject() + text.body() + (text.sms() == null ? "" : text.sms());
    Slots.in(all).stream()
        .filter(slot -> !names.contains(slot))
        .forEach(
            slot ->
                violations.add(
                    new Violation(
                        "texts." + text.language(), "has a slot without a field: " + slot)));
  }

  /** SHA-256 of what it says, hex: what a draft is known by when it is rewritten. */
  String contentHash() {
    Map<String, Object> content = new TreeMap<>();
    content.put("purpose", purpose);
    content.put(
        "fields",
        fields.stream()
            .map(
                one ->
                    Map.of(
                        "name", one.name(), "type", one.type().slug(), "required", one.required()))
            .toList());
    content.put(
        "texts",
        texts.stream()
            .map(
                one ->
                    Map.of(
                        "language", one.language(),
                        "subject", one.subject(),
                        "body", one.body(),
                        "sms", one.sms() == null ? "" : one.sms(),
                        "words", one.words()))
            .toList());
    return HexFormat.of().formatHex(Hashes.sha256().digest(CanonicalJson.bytes(content)));
  }

  private static String base(String language) {
    return Locale.forLanguageTag(language).getLanguage();
  }
}
