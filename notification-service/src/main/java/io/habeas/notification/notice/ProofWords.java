package io.habeas.notification.notice;

import java.util.List;
import java.util.Locale;

/** What the pages about proofs say, in the languages of whoever looks. */
record ProofWords(
    String language,
    String title,
    String lead,
    String accepted,
    String bounced,
    String holds,
    String fails,
    String document,
    String version,
    String announced,
    String effective,
    String channel,
    String handedOver,
    String cameBack,
    String status,
    String text,
    String entry,
    String logs,
    String key,
    String keep,
    String download,
    String moved,
    String check,
    String checkLead,
    String paste,
    String file,
    String submit,
    String nothingKept,
    String tooLarge) {

  private static final ProofWords ENGLISH =
      new ProofWords(
          "en",
          "Proof of notice",
          "What our log shows of this notice, checked just now with the same code that anybody can run.",
          "The notice was handed over",
          "The notice came back",
          "The proof holds",
          "The proof does not hold",
          "Document",
          "Version",
          "Announced",
          "Comes into force",
          "Channel",
          "Handed to the mail relay",
          "Came back",
          "Status",
          "Text told of (SHA-256)",
          "Entry",
          "Log",
          "Signed by",
          "Keep the file. It verifies without us, even after your data is erased: ./habeas verify FILE",
          "Download the proof (JSON)",
          "Made under a moved clock: its times prove nothing.",
          "Check a proof of notice",
          "Paste a proof, or choose its file. It is checked and forgotten.",
          "The proof, as JSON",
          "Or its file",
          "Check it",
          "Nothing of it is kept.",
          "That is too large for a proof.");

  private static final ProofWords GERMAN =
      new ProofWords(
          "de",
          "Nachweis der Mitteilung",
          "Was unser Protokoll über diese Mitteilung zeigt, eben geprüft mit demselben Programm, das jeder ausführen kann.",
          "Die Mitteilung wurde übergeben",
          "Die Mitteilung kam zurück",
          "Der Nachweis gilt",
          "Der Nachweis gilt nicht",
          "Dokument",
          "Version",
          "Angekündigt",
          "Tritt in Kraft",
          "Kanal",
          "Dem Mailserver übergeben",
          "Kam zurück",
          "Status",
          "Mitgeteilter Text (SHA-256)",
          "Eintrag",
          "Protokoll",
          "Unterschrieben mit",
          "Bewahren Sie die Datei auf. Sie lässt sich ohne uns prüfen, auch nachdem Ihre Daten gelöscht sind: ./habeas verify DATEI",
          "Nachweis herunterladen (JSON)",
          "Unter verstellter Uhr entstanden: Die Zeiten beweisen nichts.",
          "Einen Nachweis prüfen",
          "Fügen Sie einen Nachweis ein oder wählen Sie seine Datei. Er wird geprüft und vergessen.",
          "Der Nachweis als JSON",
          "Oder seine Datei",
          "Prüfen",
          "Nichts davon wird aufbewahrt.",
          "Das ist zu groß für einen Nachweis.");

  /** In the first of these languages that there is, or in English. */
  static ProofWords in(List<Locale> languages) {
    return languages.stream()
            .map(Locale::getLanguage)
            .filter(language -> language.equals("de") || language.equals("en"))
            .findFirst()
            .filter("de"::equals)
            .isPresent()
        ? GERMAN
        : ENGLISH;
  }
}
