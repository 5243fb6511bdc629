package io.habeas.notification.template;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a template says in one language.
 *
 * @param language BCP 47
 * @param subject of a mail
 * @param body Markdown: it is the plain text as it stands, and becomes the HTML
 * @param sms the same in a text message; also what a caller reads out. Null: not by these channels
 * @param words how the words of a field are shown, by field and word
 */
public record TemplateText(
    String language,
    String subject,
    String body,
    @Nullable String sms,
    Map<String, Map<String, String>> words) {}
