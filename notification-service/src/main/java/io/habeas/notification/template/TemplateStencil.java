package io.habeas.notification.template;

import io.habeas.notification.policy.Markdown;
import java.net.URI;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One language of one version, prepared once. */
final class TemplateStencil {
  /** The slot that every template has: how somebody is greeted in that language. */
  static final String GREETING = "greeting";

  private static final Pattern TAGS = Pattern.compile("<[^>]*>");

  private final Template template;
  private final TemplateText text;
  private final Locale locale;
  private final URI publicUrl;
  private final List<String> names;
  private final String subject;
  private final String plain;
  private final String html;
  private final @Nullable String sms;

  TemplateStencil(Template template, TemplateText text, URI publicUrl) {
    this.template = template;
    this.text = text;
    this.locale = Locale.forLanguageTag(text.language());
    this.publicUrl = publicUrl;
    this.names =
        Stream.concat(Stream.of(GREETING), template.fields().stream().map(Field::name)).toList();
    this.subject = Slots.marked(text.subject(), names);
    this.plain = Slots.marked(text.body(), names);
    this.html = Markdown.html(plain);
    this.sms = text.sms() == null ? null : Slots.marked(text.sms(), names);
  }

  /** Whether a slot stands where HTML has no text, as in a link's address. */
  boolean losesSlots() {
    return Slots.marksIn(TAGS.matcher(html).replaceAll("")) != Slots.marksIn(plain);
  }

  Written fill(Fields fields, String greeting) {
    return new Written(
        text.language(),
        oneLine(Slots.filled(subject, names, name -> shown(name, fields, greeting))),
        Slots.filled(plain, names, name -> shown(name, fields, greeting)),
        Slots.filled(html, names, name -> inHtml(name, fields, greeting)),
        sms == null ? null : Slots.filled(sms, names, name -> shown(name, fields, greeting)));
  }

  private String inHtml(String name, Fields fields, String greeting) {
    String shown = escaped(shown(name, fields, greeting));
    boolean isLink = template.field(name).filter(one -> one.type() == FieldType.LINK).isPresent();
    return isLink && !shown.isEmpty()
        ? "<a href=\"%s\">%s</a>".formatted(shown, shown)
        : shown.replace("\n", "<br>");
  }

  private String shown(String name, Fields fields, String greeting) {
    if (name.equals(GREETING)) {
      return greeting;
    }
    Object value = fields.value(name);
    return value == null ? "" : shown(template.field(name).orElseThrow(), value);
  }

  private String shown(Field field, Object value) {
    return switch (field.type()) {
      case NUMBER -> NumberFormat.getIntegerInstance(locale).format(((Number) value).longValue());
      case DATE ->
          DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
              .withLocale(locale)
              .format(LocalDate.parse((String) value));
      case WORD -> word(field, (String) value);
      case WORDS ->
          ((List<?>) value)
              .stream().map(each -> word(field, (String) each)).collect(Collectors.joining(", "));
      case LINK -> publicUrl.resolve((String) value).toString();
      case REFERENCE, TEXT, CODE -> (String) value;
    };
  }

  private String word(Field field, String word) {
    Map<String, String> words = text.words().getOrDefault(field.name(), Map.of());
    return Objects.requireNonNullElse(words.get(word), word.replace('-', ' '));
  }

  private static String oneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]+", " ").strip();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
