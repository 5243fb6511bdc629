package io.habeas.notification.rendering;

import java.util.Locale;

/** How somebody is greeted. */
public final class Greetings {
  private Greetings() {}

  /** The greeting in that language; without a name if nobody knows it. */
  public static String to(String name, Locale locale) {
    Phrases phrases = Phrases.in(locale);
    return name.isEmpty() ? phrases.greetingOfNobody() : phrases.greeting().formatted(name);
  }
}
