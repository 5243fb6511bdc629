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
 * @param correction before the title of a corrected notice
 * @param told what had been said, with the title and the day
 * @param willNotCome what was withdrawn
 * @param comesLater what was postponed, with the day before which it does not come
 * @param toldAnew what happens before it does
 */
record Phrases(
    String greeting,
    String effective,
    String read,
    String why,
    String correction,
    String told,
    String willNotCome,
    String comesLater,
    String toldAnew) {
  private static final Phrases ENGLISH =
      new Phrases(
          "Hello %s,",
          "This comes into force on %s.",
          "Read the whole text: %s",
          "You get this because we hold data about you. It is a notice that we owe you, not"
              + " advertising, so it does not depend on your preferences.",
          "Correction: %s",
          "We told you that this would come into force on %2$s: %1$s.",
          "It will not come. What applied before goes on to apply.",
          "It comes later: not before %s. What applied before goes on to apply until then.",
          "We will tell you again, at least thirty days before it comes into force.");

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
              "Berichtigung: %s",
              "Wir hatten Ihnen mitgeteilt, dass Folgendes ab dem %2$s gilt: %1$s.",
              "Es kommt nicht. Was bisher galt, gilt weiter.",
              "Es kommt später: nicht vor dem %s. Bis dahin gilt weiter, was bisher galt.",
              "Wir teilen es Ihnen erneut mit, mindestens dreißig Tage, bevor es gilt."),
          "fr",
          new Phrases(
              "Bonjour %s,",
              "Cela entre en vigueur le %s.",
              "Lire le texte complet : %s",
              "Vous recevez ce message parce que nous conservons des données vous concernant. Nous"
                  + " vous devons cette information ; ce n'est pas de la publicité et elle ne dépend"
                  + " pas de vos préférences.",
              "Rectification : %s",
              "Nous vous avions annoncé une entrée en vigueur le %2$s : %1$s.",
              "Elle n'aura pas lieu. Ce qui s'appliquait continue de s'appliquer.",
              "Elle est reportée : pas avant le %s. Jusque-là, ce qui s'appliquait continue de"
                  + " s'appliquer.",
              "Nous vous en informerons à nouveau, au moins trente jours avant."),
          "es",
          new Phrases(
              "Hola, %s:",
              "Esto entra en vigor el %s.",
              "Lea el texto completo: %s",
              "Recibe este mensaje porque conservamos datos sobre usted. Es un aviso que le debemos,"
                  + " no publicidad, y no depende de sus preferencias.",
              "Corrección: %s",
              "Le comunicamos que esto entraría en vigor el %2$s: %1$s.",
              "No entrará en vigor. Lo que se aplicaba sigue aplicándose.",
              "Llega más tarde: no antes del %s. Hasta entonces sigue aplicándose lo anterior.",
              "Se lo comunicaremos de nuevo, al menos treinta días antes."));

  /** The greeting without a name: what is around it ends with the word before. */
  String greetingOfNobody() {
    return greeting.replaceAll(",? %s", "");
  }

  static Phrases in(Locale locale) {
    return KNOWN.getOrDefault(locale.getLanguage(), ENGLISH);
  }
}
