package io.habeas.notification.report;

import io.habeas.notification.report.Report.Kind;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a bounce without a machine's part says, in the words of the common mail systems, in English,
 * German and French. What the text quotes of our own message does not count.
 */
final class Prose {
  private static final int LONGEST = 32 * 1024;

  private static final Pattern QUOTED =
      words(
          "(?m)^-{2,}.{0,10}(?:below this line is a copy|this is a copy of|original message|the header of the original|message header follows|returned message|ursprüngliche nachricht|es folgt|message original|début du message|forwarded message)",
          "(?m)^(?:received|return-path|message-id): ",
          "(?m)^the original message (?:was|headers|follows)[^\\n]{0,40}follows",
          "(?m)^ ?-{5,}$");

  private static final Pattern GOES_ON =
      words(
          "will (?:be retried|retry|keep trying|continue to try|try again|continue trying)",
          "(?:has|have) not (?:yet )?been delivered (?:yet|so far)",
          "not yet been delivered",
          "you do not need to resend",
          "do not need to resend",
          "no action is required",
          "warning message only",
          "delivery (?:to the following recipients? )?(?:has been |is |was )?delayed",
          "message delayed",
          "still being retried",
          "zustellung (?:wurde |wird |ist )?(?:verzögert|aufgeschoben)",
          "zustellversuche? (?:wird|werden) (?:fortgesetzt|wiederholt)",
          "wird weiter versucht",
          "konnte noch nicht zugestellt",
          "noch nicht zugestellt",
          "nouvelles? tentatives?",
          "remise (?:a été |est )?(?:retardée|différée)",
          "n'a pas encore (?:été|pu)");

  private static final Pattern FINAL =
      words(
          "giving up",
          "i've given up",
          "given up",
          "permanent (?:fatal )?error",
          "permanent failure",
          "permanently",
          "fatal error",
          "could not be delivered",
          "will not be (?:retried|delivered)",
          "not going to try again",
          "retry time(?:out)? (?:not reached|exceeded)",
          "undeliverable",
          "unable to deliver",
          "endgültig",
          "definitiv",
          "konnte nicht zugestellt",
          "nicht zugestellt werden",
          "définitive",
          "n'a pas pu être (?:remis|délivré|distribué)");

  private static final Pattern FULL =
      words(
          "(?:mail)?box (?:is )?(?:full|over quota)",
          "over ?quota",
          "quota (?:has been )?exceeded",
          "exceed(?:s|ed|ing)? (?:the |its |their |storage |mailbox )*(?:quota|allocation|limit)",
          "insufficient (?:system )?(?:storage|disk)",
          "postfach (?:ist )?(?:voll|überfüllt)",
          "speicherplatz .{0,40}(?:erschöpft|überschritten)",
          "bo[iî]te .{0,50}pleine",
          "quota .{0,20}(?:dépassé|überschritten)");

  private static final Pattern NOBODY =
      words(
          "user (?:is )?unknown",
          "unknown (?:user|recipient|address|local.?part|mailbox)",
          "no such (?:user|recipient|person|mailbox|address|account)",
          "no mailbox (?:here|by that)",
          "(?:user|recipient|mailbox|address|account|alias)[^.\\n]{0,60}(?:does not exist|doesn't exist|not found|unavailable|disabled|deactivated|no longer)",
          "not listed in (?:the )?(?:domino directory|public name)",
          "address rejected",
          "invalid (?:recipient|mailbox|address)",
          "not a valid (?:recipient|mailbox|address)",
          "no longer (?:employed|works|with the company|in use|valid|active)",
          "recipient[^.\\n]{0,40}could not be reached",
          "empfänger[^\\n]{0,80}(?:unbekannt|nicht gefunden|existiert nicht|nicht bekannt)",
          "(?:adresse|postfach|benutzer|konto)[^\\n]{0,80}(?:existiert nicht|unbekannt|nicht gefunden|deaktiviert|gesperrt|gelöscht)",
          "(?:utilisateur|destinataire|adresse|compte)[^\\n]{0,80}(?:inconnue?|n'existe pas|introuvable|désactivée?)");

  private Prose() {}

  /** What the text says, if it says anything of the kind. */
  static Optional<Report> read(String text) {
    String said = own(text);
    Optional<String> status = Statuses.enhanced(said).or(() -> Statuses.reply(said));
    boolean full = FULL.matcher(said).find();
    boolean permanent = status.filter(code -> code.startsWith("5")).isPresent();
    boolean isFinal = permanent || FINAL.matcher(said).find();
    if (GOES_ON.matcher(said).find() && !permanent) {
      return report(Kind.DELAYED, status.orElse(full ? "4.2.2" : "4.0.0"));
    }
    if (full) {
      return isFinal
          ? report(Kind.FAILED, specific(status, "5.2.2"))
          : report(Kind.DELAYED, specific(status, "4.2.2"));
    }
    if (permanent || NOBODY.matcher(said).find()) {
      String guessed = NOBODY.matcher(said).find() ? "5.1.1" : "5.0.0";
      return report(Kind.FAILED, specific(status.filter(code -> permanent), guessed));
    }
    if (status.filter(code -> code.startsWith("4")).isPresent()) {
      return report(isFinal ? Kind.FAILED : Kind.DELAYED, status.get());
    }
    return FINAL.matcher(said).find() ? report(Kind.FAILED, "5.0.0") : Optional.empty();
  }

  /** A status that says no more than its class gives way to what the words say. */
  private static String specific(Optional<String> status, String words) {
    return status.filter(code -> !code.endsWith(".0.0")).orElse(words);
  }

  private static Optional<Report> report(Kind kind, String status) {
    return Optional.of(Report.of(kind, status));
  }

  private static String own(String text) {
    String start = text.substring(0, Math.min(text.length(), LONGEST)).replace("\r", "");
    Matcher quoted = QUOTED.matcher(start);
    return quoted.find() && quoted.start() > 0 ? start.substring(0, quoted.start()) : start;
  }

  static Pattern words(String... alternatives) {
    return Pattern.compile(
        "(?:" + String.join("|", List.of(alternatives)) + ")",
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }
}
