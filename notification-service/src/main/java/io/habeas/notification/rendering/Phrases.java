package io.habeas.notification.rendering;

import java.util.Locale;
import java.util.Map;

/**
 * What the notice says around the version's own words.
 *
 * @param greeting with the name
 * @param effective with the day
 * @param read with the address of the page
 * @param why why this cannot be unsubscribed from
 * @param preferences with the address where they are changed
 */
record Phrases(String greeting, String effective, String read, String why, String preferences) {
  private static final Phrases ENGLISH =
      new Phrases(
          "Hello %s,",
          "This comes into force on %s.",
          "Read the whole text: %s",
          "You get this because we hold data about you. It is a notice that we owe you, not"
              + " advertising, so it does not depend on your preferences.",
          "What you get from us, and how: %s");

  private static final Map<String, Phrases> KNOWN =
      Map.of(
          "en",
          ENGLISH,
          "de",
          new Phrases(
              "Guten Tag %s,",
              "Das gilt ab dem %s.",
              "Der ganze Text: %s",
              "Sie erhalten diese Nachricht, weil wir Daten über Sie speichern. Wir sind Ihnen diese"
                  + " Mitteilung schuldig; sie ist keine Werbung und hängt nicht von Ihren"
                  + " Einstellungen ab.",
              "Was Sie von uns bekommen, und wie: %s"),
          "fr",
          new Phrases(
              "Bonjour %s,",
              "Cela entre en vigueur le %s.",
              "Lire le texte complet : %s",
              "Vous recevez ce message parce que nous conservons des données vous concernant. Nous"
                  + " vous devons cette information ; ce n'est pas de la publicité et elle ne dépend"
                  + " pas de vos préférences.",
              "Ce que vous recevez de nous, et comment : %s"),
          "es",
          new Phrases(
              "Hola, %s:",
              "Esto entra en vigor el %s.",
              "Lea el texto completo: %s",
              "Recibe este mensaje porque conservamos datos sobre usted. Es un aviso que le debemos,"
                  + " no publicidad, y no depende de sus preferencias.",
              "Lo que recibe de nosotros y cómo: %s"));

  /** The greeting without a name: what is around it ends with the word before. */
  String greetingOfNobody() {
    return greeting.replaceAll(",? %s", "");
  }

  static Phrases in(Locale locale) {
    return KNOWN.getOrDefault(locale.getLanguage(), ENGLISH);
  }
}
