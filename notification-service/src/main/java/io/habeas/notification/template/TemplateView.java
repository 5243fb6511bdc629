package io.habeas.notification.template;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version of a template as the API shows it.
 *
 * @param etag what a rewriting of a draft names in {@code If-Match}
 */
public record TemplateView(
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
    @Nullable Instant supersededAt,
    String etag) {

  static TemplateView of(Template template) {
    return new TemplateView(
        template.name(),
        template.version(),
        template.state(),
        template.purpose(),
        template.optional(),
        template.fields(),
        template.texts(),
        template.author(),
        template.createdAt(),
        template.activatedAt(),
        template.supersededAt(),
        etag(template));
  }

  static String etag(Template template) {
    return '"' + template.contentHash() + '"';
  }
}
