package io.habeas.subject.contact;

import java.text.Normalizer;
import java.util.Locale;

/** One form for texts that people take for the same: compatibility forms composed, no case. */
final class CaseFolding {

  private CaseFolding() {}

  /**
   * NFKC, then upper case in full (so that ß meets SS) and lower case letter by letter (so that a
   * sigma does not depend on its place), then NFKC again.
   */
  static String foldedNfkc(String text) {
    String upper = nfkc(text).toUpperCase(Locale.ROOT);
    StringBuilder folded = new StringBuilder(upper.length());
    upper.codePoints().map(Character::toLowerCase).forEach(folded::appendCodePoint);
    return nfkc(folded.toString());
  }

  private static String nfkc(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC);
  }
}
