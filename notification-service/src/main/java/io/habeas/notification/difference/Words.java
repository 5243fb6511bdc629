package io.habeas.notification.difference;

import java.util.ArrayList;
import java.util.List;

/**
 * The words of a text: runs of letters and digits with their marks, each sign of a script that is
 * written without spaces by itself, white space and every other sign between them. Put together,
 * they are the text.
 */
final class Words {
  private Words() {}

  /** Cuts a text into words. */
  static List<String> of(String text) {
    List<String> words = new ArrayList<>();
    int from = 0;
    Sort last = null;
    for (int at = 0; at < text.length(); ) {
      int sign = text.codePointAt(at);
      Sort sort = last != null && clings(sign) ? last : sort(sign);
      boolean joins = clings(sign) || (sort == last && sort.runs);
      if (at > from && !joins) {
        words.add(text.substring(from, at));
        from = at;
      }
      last = sort;
      at += Character.charCount(sign);
    }
    if (from < text.length()) {
      words.add(text.substring(from));
    }
    return words;
  }

  /** Whether it is read, rather than standing between what is. */
  static boolean isWord(String word) {
    return Character.isLetterOrDigit(word.codePointAt(0));
  }

  private enum Sort {
    LETTERS(true),
    SPACE(true),
    BREAK(false),
    SINGLE(false);

    private final boolean runs;

    Sort(boolean runs) {
      this.runs = runs;
    }
  }

  private static Sort sort(int sign) {
    if (sign == '\n' || sign == '\r') {
      return Sort.BREAK;
    }
    if (Character.isWhitespace(sign) || Character.isSpaceChar(sign)) {
      return Sort.SPACE;
    }
    return Character.isLetterOrDigit(sign) && !standsAlone(sign) ? Sort.LETTERS : Sort.SINGLE;
  }

  /** Scripts that put no space between words: a sign is the smallest thing that can change. */
  private static boolean standsAlone(int sign) {
    return switch (Character.UnicodeScript.of(sign)) {
      case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR, TIBETAN -> true;
      default -> false;
    };
  }

  /** Marks, joiners and skin tones belong to the sign before them. */
  private static boolean clings(int sign) {
    return switch (Character.getType(sign)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          true;
      default -> sign == 0x200D || sign == 0x200C || (sign >= 0x1F3FB && sign <= 0x1F3FF);
    };
  }
}
