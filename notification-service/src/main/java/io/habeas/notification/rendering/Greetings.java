package io.habeas.notification.rendering;

import java.util.Locale;
import java.util.Map;

/** How a single mail begins and ends. */
public final class Greetings {
  private static final String ENGLISH = "What you get from us, and how: %s";
  private static final Map<String, String> PREFERENCES =
      Map.of(
          "en",
          ENGLISH,
          "de",
          "Was Sie von uns bekommen, und wie: %s",
          "fr",
          "Ce que vous recevez de nous, et comment : %s",
          "es",
          "Lo que recibe de nosotros y cómo: %s");

  private Greetings() {}

  /** Where people say what they want to get, with the address of that page. */
  static String preferences(Locale locale, String address) {
    return PREFERENCES.getOrDefault(locale.getLanguage(), ENGLISH).formatted(address);
  }

  /** The greeting in that language; without a name if nobody knows it. */
  public static String to(String name, Locale locale) {
    Phrases phrases = Phrases.in(locale);
    return name.isEmpty() ? phrases.greetingOfNobody() : phrases.greeting().formatted(name);
  }
}
