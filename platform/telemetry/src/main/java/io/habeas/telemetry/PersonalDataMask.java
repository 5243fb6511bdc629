package io.habeas.telemetry;

import java.util.regex.Pattern;

/** Masks what looks like an e-mail address, a phone number, a card number or a token. */
final class PersonalDataMask {

  private static final Pattern EMAIL =
      Pattern.compile("[\\p{L}\\p{N}._%+'-]{1,64}@[\\p{L}\\p{N}.-]{1,255}\\.[\\p{L}]{2,24}");
  private static final Pattern TOKEN =
      Pattern.compile("eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{4,}(\\.[A-Za-z0-9_-]*)?");

  /** A plus and 8 to 15 digits, or 13 to 19 digits, both with separators; not inside ids. */
  private static final Pattern NUMBER =
      Pattern.compile("(?<![\\w-])(\\+\\d(?:[ ()./-]?\\d){7,14}|\\d(?:[ -]?\\d){12,18})(?![\\w-])");

  private PersonalDataMask() {}

  static String mask(String text) {
    if (text.indexOf('@') >= 0) {
      text = EMAIL.matcher(text).replaceAll("[email]");
    }
    if (text.contains("eyJ")) {
      text = TOKEN.matcher(text).replaceAll("[token]");
    }
    return NUMBER.matcher(text).replaceAll("[number]");
  }
}
