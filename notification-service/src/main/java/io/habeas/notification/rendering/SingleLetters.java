package io.habeas.notification.rendering;

import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Mails that are written for one person: plain text and HTML. */
@Singleton
public class SingleLetters {
  /** Never occurs in quoted-printable text (RFC 2045, 6.7). */
  private static final String BOUNDARY = "=_habeas_message_=";

  private static final String PREFERENCES = "/account/communication";
  private static final Set<String> FROM_THE_RIGHT = Set.of("ar", "fa", "he", "ur", "yi");

  private final String from;
  private final URI publicUrl;

  SingleLetters(
      @ConfigProperty(name = "habeas.mailing.from") String from,
      @ConfigProperty(name = "habeas.mailing.public-url") URI publicUrl) {
    this.from = Headers.sender(from);
    this.publicUrl = publicUrl;
  }

  /**
   * What it says.
   *
   * @param html a fragment
   * @param unsubscribe the token of the unsubscribe link, where there is a choice: of nothing else,
   *     for what is owed cannot be switched off
   */
  public record Content(
      String language, String subject, String plain, String html, @Nullable String unsubscribe) {
    /** What it says stays out of logs. */
    @Override
    public String toString() {
      return "Content[***]";
    }
  }

  /** The message as RFC 5322 has it, lines ended by CR LF. */
  public byte[] write(
      Addressee to,
      Content content,
      String messageId,
      Instant at,
      @Nullable Conversation conversation) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    line(out, "From: " + from);
    line(out, "To: " + Headers.address(to));
    line(out, "Subject: " + Headers.text(content.subject()));
    line(out, "Date: " + new String(Headers.date(at), StandardCharsets.US_ASCII));
    line(out, "Message-ID: " + messageId);
    if (conversation == null) {
      line(out, "Auto-Submitted: auto-generated");
    } else {
      conversation(out, conversation);
    }
    if (content.unsubscribe() != null) {
      unsubscribe(out, content.unsubscribe());
    }
    line(out, "MIME-Version: 1.0");
    line(out, "Content-Language: " + content.language());
    line(out, "Content-Type: multipart/alternative; boundary=\"" + BOUNDARY + "\"");
    line(out, "");
    part(out, "text/plain", plain(content));
    part(out, "text/html", html(content));
    line(out, "--" + BOUNDARY + "--");
    return out.toByteArray();
  }

  /** A person wrote it and an answer is wanted, so it is not marked as sent by a machine. */
  private static void conversation(ByteArrayOutputStream out, Conversation conversation) {
    line(out, "Reply-To: " + conversation.replyTo());
    if (conversation.inReplyTo() != null) {
      line(out, "In-Reply-To: " + conversation.inReplyTo());
    }
    if (!conversation.references().isEmpty()) {
      line(out, "References: " + String.join("\r\n ", conversation.references()));
    }
  }

  /** One HTTPS address that a mail program can post to (RFC 2369, RFC 8058). */
  private void unsubscribe(ByteArrayOutputStream out, String token) {
    line(out, "List-Unsubscribe: <" + publicUrl.resolve("/unsubscribe/" + token) + ">");
    line(out, "List-Unsubscribe-Post: List-Unsubscribe=One-Click");
  }

  private static void part(ByteArrayOutputStream out, String type, String text) {
    line(out, "--" + BOUNDARY);
    line(out, "Content-Type: " + type + "; charset=utf-8");
    line(out, "Content-Transfer-Encoding: quoted-printable");
    line(out, "");
    out.writeBytes(QuotedPrintable.encoded(text));
    line(out, "");
  }

  private String plain(Content content) {
    return content.plain() + "\n\n-- \n" + preferences(content);
  }

  private String html(Content content) {
    Locale locale = Locale.forLanguageTag(content.language());
    String address = preferencesUrl();
    return """
        <!doctype html><html lang="%s" dir="%s"><body>
        %s
        <p><small>%s</small></p>
        </body></html>
        """
        .formatted(
            content.language(),
            FROM_THE_RIGHT.contains(locale.getLanguage()) ? "rtl" : "ltr",
            content.html(),
            preferences(content)
                .replace(address, "<a href=\"%s\">%s</a>".formatted(address, address)));
  }

  private String preferences(Content content) {
    return Greetings.preferences(Locale.forLanguageTag(content.language()), preferencesUrl());
  }

  private String preferencesUrl() {
    return publicUrl.resolve(PREFERENCES).toString();
  }

  private static void line(ByteArrayOutputStream out, String text) {
    out.writeBytes((text + "\r\n").getBytes(StandardCharsets.UTF_8));
  }
}
