package io.habeas.notification.policy;

import java.util.Optional;

/**
 * Where the public page carries a version's text: one element that holds it to the letter, so that
 * anybody can take its hash. No text can hold the element's own end, which its allow-list has not.
 */
public final class ShownText {
  private static final String OPENING = "<article id=\"policy-text\"";
  private static final String END = "</article>";

  private ShownText() {}

  /** SHA-256 of the text that a page shows, hex; empty where it shows none. */
  public static Optional<String> hashIn(String body) {
    int element = body.indexOf(OPENING);
    int from = element < 0 ? -1 : body.indexOf('>', element + OPENING.length());
    int until = from < 0 ? -1 : body.indexOf(END, from);
    return until < 0
        ? Optional.empty()
        : Optional.of(PolicyText.sha256(body.substring(from + 1, until)));
  }
}
