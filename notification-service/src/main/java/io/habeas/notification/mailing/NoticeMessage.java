package io.habeas.notification.mailing;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Date;
import java.util.Locale;
import java.util.Objects;

/**
 * A notice as a MIME message: plain text and HTML, in the recipient's language, with its own id.
 */
final class NoticeMessage extends MimeMessage {
  private static final String UTF_8 = StandardCharsets.UTF_8.name();

  private final String id;

  private NoticeMessage(Session session, String id) {
    super(session);
    this.id = id;
  }

  static NoticeMessage of(
      Session session, Notice notice, InternetAddress from, URI publicUrl, Instant now)
      throws MessagingException {
    NoticeMessage message = new NoticeMessage(session, notice.messageId());
    message.setFrom(from);
    message.setRecipient(RecipientType.TO, address(notice));
    message.setSubject(singleLine(notice.text().title()), UTF_8);
    message.setSentDate(Date.from(now));
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setHeader("Content-Language", notice.text().language());
    message.setContent(body(notice, publicUrl));
    message.saveChanges();
    return message;
  }

  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", id);
  }

  private static InternetAddress address(Notice notice) throws MessagingException {
    InternetAddress address = new InternetAddress(notice.to().address(), true);
    String name = notice.to().name();
    if (name != null && !name.isBlank()) {
      try {
        address.setPersonal(singleLine(name), UTF_8);
      } catch (UnsupportedEncodingException e) {
        throw new IllegalStateException("every Java platform has UTF-8", e);
      }
    }
    return address;
  }

  private static MimeMultipart body(Notice notice, URI publicUrl) throws MessagingException {
    Locale locale = Locale.forLanguageTag(notice.text().language());
    Phrases phrases = Phrases.in(locale);
    String name = notice.to().name() == null ? "" : singleLine(notice.to().name());
    String day =
        DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
            .withLocale(locale)
            .format(
                Objects.requireNonNull(notice.version().effectiveAt()).atOffset(ZoneOffset.UTC));
    String address =
        publicUrl
            .resolve(
                "/policy/%s/versions/%s"
                    .formatted(notice.version().document(), notice.version().label()))
            .toString();
    MimeMultipart both = new MimeMultipart("alternative");
    both.addBodyPart(part(text(notice, phrases, name, day, address), "plain"));
    both.addBodyPart(part(html(notice, phrases, name, day, address), "html"));
    return both;
  }

  private static String text(
      Notice notice, Phrases phrases, String name, String day, String address) {
    return String.join(
        "\n\n",
        phrases.greeting().formatted(name),
        notice.text().title(),
        notice.text().summary(),
        phrases.effective().formatted(day),
        phrases.read().formatted(address),
        phrases.why(),
        "SHA-256 " + notice.text().hash());
  }

  private static String html(
      Notice notice, Phrases phrases, String name, String day, String address) {
    String link = "<a href=\"%s\">%s</a>".formatted(escaped(address), escaped(address));
    return """
        <!doctype html><html lang="%s"><body>
        <p>%s</p><h1>%s</h1><p>%s</p><p><strong>%s</strong></p><p>%s</p><p><small>%s<br>SHA-256 %s</small></p>
        </body></html>
        """
        .formatted(
            escaped(notice.text().language()),
            escaped(phrases.greeting().formatted(name)),
            escaped(notice.text().title()),
            escaped(notice.text().summary()).replace("\n", "<br>"),
            escaped(phrases.effective().formatted(day)),
            escaped(phrases.read()).formatted(link),
            escaped(phrases.why()),
            notice.text().hash());
  }

  private static MimeBodyPart part(String content, String subtype) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setText(content, UTF_8, subtype);
    return part;
  }

  /** No name or title begins a header of its own. */
  private static String singleLine(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ").strip();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
