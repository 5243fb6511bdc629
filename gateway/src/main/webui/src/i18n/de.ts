import type { en } from './en';

/** A language says all that English says. */
export const de: Texts<typeof en> = {
  "category": {
    "purchase": "Kauf",
    "renewal": "Verlängerung",
    "payment-token": "Zahlungsmittel",
    "support-note": "Support-Notiz"
  },
  "source": {
    "orders": "Ihren Bestellungen",
    "billing-system": "unserer Abrechnung",
    "ticket": "einem Support-Ticket"
  },
  "reason": {
    "date-not-reached": "Das angekündigte Datum ist nicht erreicht.",
    "told-too-late": "Einige wurden vor weniger als dreißig Tagen informiert.",
    "not-posted": "Die Seite hat sie nicht lückenlos gezeigt.",
    "posted-too-late": "Die Seite zeigt sie erst seit weniger als dreißig Tagen.",
    "not-told": "Einige wurden noch gar nicht informiert.",
    "audience-incomplete": "Die Empfänger werden noch gezählt."
  },
  "languageName": "Deutsch",
  "loading": "Wird geladen",
  "skip": "Zum Inhalt springen",
  "signIn": "Anmelden",
  "signOut": "Abmelden",
  "save": "Speichern",
  "cancel": "Abbrechen",
  "problem": {
    "unknown": "Das hat nicht geklappt. Bitte versuchen Sie es erneut."
  },
  "home": {
    "title": "Ihre Privatsphäre",
    "lead": "Sehen und ändern Sie, was wir über Sie speichern, wem wir es geben dürfen und was wir Ihnen senden dürfen.",
    "policy": "Unsere Datenschutzerklärung lesen"
  },
  "account": {
    "brand": "Konto & Privatsphäre",
    "nav": "Kontoeinstellungen"
  },
  "data": {
    "title": "Meine Daten",
    "lead": "Alles, was wir über Sie speichern: woher es kommt, wofür es ist und warum wir es behalten dürfen.",
    "person": "Über Sie",
    "name": "Name",
    "accounts": "Konten",
    "residency": "Land",
    "languages": "Sprachen",
    "timeZone": "Zeitzone",
    "contact": "Wie wir Sie erreichen",
    "verified": "Bestätigt am {{date}}",
    "unverified": "Nicht bestätigt",
    "correct": "Berichtigen",
    "identifiers": "Kennungen",
    "for": "Für: {{purpose}}",
    "provenance": "Aus {{source}} am {{date}}. Grundlage: {{basis}}."
  },
  "state": {
    "active": "Aktiv",
    "restricted": "Eingeschränkt",
    "quarantined": "Gesperrt",
    "erased": "Gelöscht"
  },
  "contactKind": {
    "email": "E-Mail",
    "phone": "Telefon",
    "postal": "Postanschrift"
  },
  "identifierKind": {
    "customer-number": "Kundennummer",
    "account-number": "Kontonummer",
    "government-id": "Ausweisnummer",
    "cookie-id": "Cookie-Kennung",
    "device-id": "Gerätekennung",
    "ip": "IP-Adresse"
  },
  "communication": {
    "title": "Kommunikation",
    "lead": "Wählen Sie, was wir Ihnen wie senden dürfen. Nachrichten, die Sie für Ihre Dienste brauchen, bleiben an.",
    "topics": "Themen",
    "topic": "Thema",
    "allOff": "Alles Freiwillige ausschalten",
    "alwaysOn": "Immer an",
    "history": "Verlauf Ihrer Entscheidungen",
    "noHistory": "Sie haben noch nichts gewählt."
  },
  "channel": {
    "email": "E-Mail",
    "sms": "SMS",
    "phone": "Telefon",
    "automated-call": "Automatischer Anruf",
    "sharing": "Weitergabe"
  },
  "basis": {
    "consent": "Ihre Wahl",
    "contract": "Nötig für Ihren Dienst",
    "legal-obligation": "Gesetzlich vorgeschrieben",
    "legitimate-interest": "Sie können widersprechen"
  },
  "choice": {
    "granted": "an",
    "denied": "aus"
  },
  "via": {
    "client-area": "im Kundenbereich",
    "chat": "per Live-Chat",
    "phone": "per Telefon",
    "ticket": "per Ticket",
    "email": "per E-Mail",
    "sign-up": "bei der Anmeldung",
    "import": "per Import",
    "unsubscribe": "per Abmeldelink"
  },
  "by": {
    "you": "von Ihnen",
    "staff": "von unseren Mitarbeitern",
    "system": "von unseren Systemen"
  },
  "recipients": {
    "title": "Wer hat meine Daten",
    "lead": "Jedes Mal, wenn ein Unternehmen uns nach Daten über Sie gefragt hat: was es bekam, wofür und unter welchen Bedingungen, oder warum nichts.",
    "none": "Niemand hat uns nach Daten über Sie gefragt.",
    "unknown": "Unbekanntes Unternehmen",
    "when": "Wann",
    "purpose": "Wofür",
    "fields": "Welche Daten",
    "country": "Land",
    "why": "Warum nicht",
    "policy": "Eigene Datenschutzerklärung"
  },
  "outcome": {
    "released": "Weitergegeben",
    "refused": "Verweigert"
  },
  "gate": {
    "partner": "das Unternehmen ist kein aktiver Partner",
    "agreement": "es gilt kein Vertrag",
    "scope": "der Vertrag erlaubt es nicht",
    "subject": "die Daten sind eingeschränkt oder gelöscht",
    "consent": "Sie haben es nicht erlaubt",
    "transfer": "nichts erlaubt die Übermittlung in dieses Land",
    "released": "alle Bedingungen waren erfüllt"
  },
  "mechanism": {
    "within-eea": "innerhalb des EWR",
    "adequacy": "Angemessenheitsbeschluss",
    "scc": "Standardvertragsklauseln",
    "bcr": "verbindliche interne Vorschriften",
    "derogation": "Ausnahme"
  },
  "policies": {
    "title": "Richtlinien",
    "lead": "Was sich ändert, ab wann, und der Nachweis, dass wir Sie mindestens dreißig Tage vorher informiert haben.",
    "read": "Ganze Richtlinie lesen",
    "inForce": "Version {{version}} gilt.",
    "noChange": "Keine Änderung angekündigt.",
    "changesOn": "Ändert sich am {{date}} zu Version {{version}}",
    "summary": "Kurz gesagt",
    "showDiff": "Alle Änderungen zeigen",
    "hideDiff": "Änderungen ausblenden",
    "diffLabel": "Geänderte Wörter",
    "notices": "Mitteilungen an Sie",
    "noNotices": "Wir haben Ihnen noch keine Mitteilung gesendet.",
    "told": "An den Mailserver übergeben am {{date}}",
    "proof": "Nachweis herunterladen"
  },
  "delivery": {
    "accepted": "An den Mailserver übergeben",
    "sending": "Wird gesendet",
    "planned": "Wartet",
    "deferred": "Verschoben",
    "inDoubt": "Ungewiss",
    "in_doubt": "Ungewiss",
    "bounced": "Unzustellbar",
    "suppressed": "Nicht gesendet"
  },
  "desk": {
    "brand": "Datenschutz-Desk",
    "nav": "Datenschutz-Desk"
  },
  "customers": {
    "title": "Kunden",
    "lead": "Finden Sie eine Person über eine beliebige Kennung. Was Sie öffnen, wird aufgezeichnet.",
    "by": "Suchen nach",
    "value": "Wert",
    "search": "Suchen",
    "open": "Öffnen",
    "found_one": "{{count}} Person gefunden",
    "found_other": "{{count}} Personen gefunden",
    "recorded": "Diese Einsicht wurde aufgezeichnet.",
    "preferences": "E-Mail-Einstellungen ändern",
    "evidence": "Ticket- oder Anrufnummer",
    "evidenceHint": "Wird mit jeder Änderung als Beleg gespeichert."
  },
  "searchKind": {
    "email": "E-Mail",
    "phone": "Telefon",
    "account": "Kontonummer"
  },
  "deskNotices": {
    "title": "Richtlinien und Mitteilungen",
    "lead": "Wem welche Version mitgeteilt wurde, wie weit der Versand ist und wann die Version gelten darf.",
    "none": "Noch keine Kampagne.",
    "effective": "Gilt ab {{date}}",
    "told": "{{percent}} % von {{total}} informiert",
    "progress": "Bisher informiert",
    "rate": "Tempo",
    "perSecond": "{{rate}} pro Sekunde",
    "eta": "Fertig",
    "lastLawfulDay": "Letzter zulässiger Tag",
    "pause": "Anhalten",
    "resume": "Fortsetzen"
  },
  "campaignState": {
    "running": "Läuft",
    "paused": "Angehalten",
    "completed": "Abgeschlossen"
  },
  "versionState": {
    "in-force": "In Kraft",
    "superseded": "Abgelöst",
    "draft": "Entwurf",
    "withdrawn": "Zurückgezogen",
    "postponed": "Verschoben"
  },
  "gate30": {
    "title": "Die 30-Tage-Schranke",
    "open": "Alle sind seit dreißig Tagen informiert. Die Version darf in Kraft treten.",
    "closed": "Noch nicht: {{missing}} ohne dreißig Tage Vorlauf. Frühester zulässiger Zeitpunkt: {{date}}.",
    "activate": "In Kraft setzen"
  },
  "purpose": {
    "service-delivery": "Betrieb Ihrer Dienste",
    "billing": "Rechnungen und Zahlungen",
    "service-messages": "Betriebsmeldungen",
    "policy-notice": "Richtlinien",
    "rights-requests": "Ihre Anfragen",
    "legal-notice": "Rechtliche Mitteilungen",
    "breach-notice": "Sicherheitsvorfälle",
    "newsletter": "Newsletter",
    "offers": "Angebote",
    "surveys": "Umfragen und Gewinnspiele",
    "analytics": "Analyse",
    "advertising": "Werbung",
    "partner-offers": "Angebote von Partnern",
    "crm": "Kundenbeziehung",
    "email-delivery": "E-Mail-Versand",
    "fraud-detection": "Betrugsvermeidung",
    "service-improvement": "Verbesserung unserer Dienste",
    "legal-compliance": "Gesetzliche Pflichten"
  }
};

type Texts<T> = { [K in keyof T]: T[K] extends string ? string : Texts<T[K]> };
