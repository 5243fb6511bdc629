package io.habeas.notification.rendering;

import io.habeas.notification.campaign.Campaign;
import io.habeas.notification.campaign.CampaignKind;
import io.habeas.notification.policy.Correction;
import io.habeas.notification.policy.PolicyText;
import io.habeas.notification.policy.PolicyVersion;
import io.habeas.notification.policy.Words;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The notice of one version in one language: plain text and HTML, with slots for whom it is to. */
final class NoticeStencil {

  /** What differs from person to person. */
  private enum Slot {
    TO,
    DATE,
    MESSAGE_ID,
    NAME,
    NAME_IN_HTML
  }

  /** Stands for the name while the text around it is written; no text of a policy has it. */
  private static final char MARK = '\uE000';

  /** Never occurs in quoted-printable text (RFC 2045, 6.7). */
  private static final String BOUNDARY = "=_habeas_notice_=";

  private static final Set<String> FROM_THE_RIGHT = Set.of("ar", "fa", "he", "ur", "yi");

  private final Stencil<Slot> named;
  private final Stencil<Slot> unnamed;

  NoticeStencil(
      Campaign campaign, PolicyVersion version, PolicyText text, String from, URI publicUrl) {
    Wording wording = Wording.of(campaign, version, text, publicUrl);
    this.named = stencil(wording, from, wording.phrases().greeting().formatted(MARK));
    this.unnamed = stencil(wording, from, wording.phrases().greetingOfNobody());
  }

  /**
   * What the notice says to everybody.
   *
   * @param said its paragraphs between title and date
   * @param effective its last word: from when it binds, or what happens next
   */
  private record Wording(
      PolicyText text,
      Locale locale,
      Phrases phrases,
      String title,
      List<String> said,
      String effective,
      String address) {

    static Wording of(Campaign campaign, PolicyVersion version, PolicyText text, URI publicUrl) {
      Locale locale = Locale.forLanguageTag(text.language());
      Phrases phrases = Phrases.in(locale);
      String page = "/policy/%s/versions/%s".formatted(version.document(), version.label());
      String address = publicUrl.resolve(page).toString();
      String day = day(campaign.effectiveAt(), locale);
      Correction correction = campaign.correction();
      if (correction == null) {
        return new Wording(
            text,
            locale,
            phrases,
            text.title(),
            List.of(text.summary()),
            phrases.effective().formatted(day),
            address);
      }
      boolean comes = campaign.kind() == CampaignKind.POSTPONEMENT;
      return new Wording(
          text,
          locale,
          phrases,
          phrases.correction().formatted(text.title()),
          List.of(
              phrases.told().formatted(text.title(), day(correction.promisedAt(), locale)),
              Words.in(text.language(), correction.reason()),
              comes ? phrases.comesLater().formatted(day) : phrases.willNotCome()),
          comes ? phrases.toldAnew() : "",
          address);
    }

    private static String day(Instant at, Locale locale) {
      return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
          .withLocale(locale)
          .format(at.atOffset(ZoneOffset.UTC));
    }
  }

  /** The same in as few words as a text message or a call has room for. */
  static String brief(Campaign campaign, PolicyVersion version, PolicyText text, URI publicUrl) {
    Wording wording = Wording.of(campaign, version, text, publicUrl);
    String said = campaign.correction() == null ? wording.effective() : wording.said().getLast();
    return String.join(
        "\n", wording.title(), said, wording.phrases().read().formatted(wording.address()));
  }

  /** The message to somebody. */
  byte[] fill(Addressee to, String messageId, Instant at) {
    return (to.name().isEmpty() ? unnamed : named)
        .fill(
            slot ->
                switch (slot) {
                  case TO -> Headers.address(to).getBytes(StandardCharsets.UTF_8);
                  case DATE -> Headers.date(at);
                  case MESSAGE_ID -> messageId.getBytes(StandardCharsets.US_ASCII);
                  case NAME -> QuotedPrintable.encoded(to.name());
                  case NAME_IN_HTML -> QuotedPrintable.encoded(escaped(to.name()));
                });
  }

  private static Stencil<Slot> stencil(Wording wording, String from, String greeting) {
    return new Stencil.Writer<>(Slot.class)
        .line("From: " + from)
        .line("To", Slot.TO)
        .line("Subject: " + Headers.text(wording.title()))
        .line("Date", Slot.DATE)
        .line("Message-ID", Slot.MESSAGE_ID)
        .line("MIME-Version: 1.0")
        .line("Auto-Submitted: auto-generated")
        .line("Content-Language: " + wording.text().language())
        .line("Content-Type: multipart/alternative; boundary=\"" + BOUNDARY + "\"")
        .line("")
        .line("--" + BOUNDARY)
        .line("Content-Type: text/plain; charset=utf-8")
        .line("Content-Transfer-Encoding: quoted-printable")
        .line("")
        .text(plain(wording, greeting), MARK, Slot.NAME)
        .line("")
        .line("--" + BOUNDARY)
        .line("Content-Type: text/html; charset=utf-8")
        .line("Content-Transfer-Encoding: quoted-printable")
        .line("")
        .text(html(wording, greeting), MARK, Slot.NAME_IN_HTML)
        .line("")
        .line("--" + BOUNDARY + "--")
        .stencil();
  }

  private static String plain(Wording wording, String greeting) {
    List<String> paragraphs = new ArrayList<>(List.of(greeting, wording.title()));
    paragraphs.addAll(wording.said());
    if (!wording.effective().isEmpty()) {
      paragraphs.add(wording.effective());
    }
    paragraphs.add(wording.phrases().read().formatted(wording.address()));
    paragraphs.add(wording.phrases().why());
    paragraphs.add("SHA-256 " + wording.text().hash());
    return String.join("\n\n", paragraphs);
  }

  private static String html(Wording wording, String greeting) {
    String address = escaped(wording.address());
    String link = "<a href=\"%s\">%s</a>".formatted(address, address);
    return """
        <!doctype html><html lang="%s" dir="%s"><body>
        <p>%s</p><h1>%s</h1>%s<p><strong>%s</strong></p><p>%s</p><p><small>%s<br>SHA-256 %s</small></p>
        </body></html>
        """
        .formatted(
            escaped(wording.text().language()),
            FROM_THE_RIGHT.contains(wording.locale().getLanguage()) ? "rtl" : "ltr",
            escaped(greeting),
            escaped(wording.title()),
            wording.said().stream()
                .map(said -> "<p>%s</p>".formatted(escaped(said).replace("\n", "<br>")))
                .collect(Collectors.joining()),
            escaped(wording.effective()),
            escaped(wording.phrases().read()).formatted(link),
            escaped(wording.phrases().why()),
            wording.text().hash());
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
