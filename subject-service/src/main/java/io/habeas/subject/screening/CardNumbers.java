package io.habeas.subject.screening;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds payment card numbers (PANs) in free text, however their digits are grouped. A number counts
 * when whole groups of digits together have an issuer's prefix, that issuer's length and a right
 * check digit (ISO/IEC 7812-1, Luhn); any script's digits count.
 */
public final class CardNumbers {

  private static final int SHORTEST = 12;
  private static final int LONGEST = 19;
  private static final int WIDEST_GAP = 3;

  private CardNumbers() {}

  /** Whether the text holds a card number. */
  public static boolean foundIn(String text) {
    if (text.length() < SHORTEST) {
      return false;
    }
    List<String> run = new ArrayList<>();
    StringBuilder group = new StringBuilder();
    int gap = 0;
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKC);
    for (int i = 0; i < plain.length(); i += Character.charCount(plain.codePointAt(i))) {
      int letter = plain.codePointAt(i);
      int digit = Character.digit(letter, 10);
      if (digit >= 0) {
        group.append((char) ('0' + digit));
        gap = 0;
        continue;
      }
      close(group, run);
      gap++;
      if (!separates(letter) || gap > WIDEST_GAP) {
        if (foundIn(run)) {
          return true;
        }
        run.clear();
      }
    }
    close(group, run);
    return foundIn(run);
  }

  private static void close(StringBuilder group, List<String> run) {
    if (!group.isEmpty()) {
      run.add(group.toString());
      group.setLength(0);
    }
  }

  private static boolean separates(int letter) {
    return Character.isWhitespace(letter)
        || Character.isSpaceChar(letter)
        || letter == '.'
        || letter == '_'
        || letter == '/'
        || Character.getType(letter) == Character.DASH_PUNCTUATION
        || Character.getType(letter) == Character.FORMAT;
  }

  private static boolean foundIn(List<String> run) {
    for (int first = 0; first < run.size(); first++) {
      StringBuilder number = new StringBuilder();
      for (int last = first; last < run.size() && number.length() <= LONGEST; last++) {
        number.append(run.get(last));
        if (isCard(number)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isCard(CharSequence digits) {
    return digits.length() >= SHORTEST
        && digits.length() <= LONGEST
        && Issuer.issues(digits)
        && checkDigitIsRight(digits);
  }

  private static boolean checkDigitIsRight(CharSequence digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int weighed = i % 2 == 0 ? digit : 2 * digit;
      sum += weighed > 9 ? weighed - 9 : weighed;
    }
    return sum % 10 == 0;
  }
}
