package io.habeas.notification.policy;

import io.habeas.ledger.merkle.Hashes;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;

/**
 * A version's text in one language.
 *
 * @param language BCP 47
 * @param summary what changes, in a few sentences: what the notice says
 * @param html the Markdown, rendered and made safe
 */
public record PolicyText(
    String language, String title, String summary, String markdown, String html) {

  /** A text as its author wrote it. */
  public static PolicyText written(String language, String title, String summary, String markdown) {
    return new PolicyText(language, title, summary, markdown, Markdown.html(markdown));
  }

  /** SHA-256 of the Markdown, hex: what a proof of notice names. */
  public String hash() {
    return sha256(markdown);
  }

  /** SHA-256 of the HTML that readers are shown, hex: what the page is looked at for. */
  public String shownHash() {
    return sha256(html);
  }

  /** What a version's hash covers. */
  Map<String, String> frozen() {
    return Map.of(
        "language", language,
        "title", title,
        "summary", summary,
        "markdown", markdown,
        "shown", shownHash());
  }

  /** What the hash of a version covered that was announced before what is shown had one. */
  Map<String, String> frozenEarly() {
    return Map.of("language", language, "title", title, "summary", summary, "markdown", markdown);
  }

  static String sha256(String text) {
    return HexFormat.of().formatHex(Hashes.sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
