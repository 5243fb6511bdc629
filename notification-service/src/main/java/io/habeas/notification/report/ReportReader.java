package io.habeas.notification.report;

import io.habeas.notification.report.Report.Kind;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads what came back: complaints (RFC 5965), delivery status notifications (RFC 3464), bounces in
 * plain words, automatic answers. What a machine wrote for machines counts before any words.
 */
public final class ReportReader {
  private static final int MOST_TOKENS = 8;

  /** As {@code bounces+TOKEN@domain} carries it, whatever forwarders have put around. */
  private static final Pattern TOKEN =
      Pattern.compile("\\+([0-9a-v]{53})(?=[@=])", Pattern.CASE_INSENSITIVE);

  private static final List<String> ENVELOPE =
      List.of("delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "to", "cc");

  private static final Pattern FROM_A_SYSTEM =
      Prose.words(
          "mailer-daemon",
          "postmaster",
          "mail delivery (?:sub)?system",
          "<>",
          "microsoft exchange");

  private static final Pattern ABOUT_A_FAILURE =
      Prose.words(
          "undeliver(?:able|ed)",
          "delivery (?:status )?(?:notification|failure|has failed|delayed)",
          "mail delivery (?:failed|failure|delayed)",
          "failure notice",
          "delivery failure",
          "returned mail",
          "non.?delivery",
          "message (?:delayed|status - undeliverable)",
          "unzustellbar",
          "nicht zugestellt",
          "zustellung",
          "fehler bei der nachrichten",
          "non remis",
          "échec (?:de la )?(?:remise|distribution)",
          "retard");

  private static final Pattern AWAY =
      Prose.words(
          "out of (?:the )?office",
          "auto(?:matic|mated)?.?(?:reply|response|antwort)",
          "automatische antwort",
          "abwesen(?:d|heit)",
          "nicht im büro",
          "on (?:vacation|holiday|leave)",
          "réponse automatique",
          "absen(?:ce|t) du bureau",
          "message d'absence",
          "(?:ticket|case|request) .{0,30}(?:received|created)");

  private static final Pattern CHALLENGES =
      Prose.words(
          "(?:please )?(?:confirm|verify) (?:that )?(?:your message|you(?:'re| are)? (?:a )?(?:sent|person|human|the sender)|your (?:e-?mail|address|identity))",
          "sender (?:verification|confirmation)",
          "to (?:release|deliver) your message",
          "added to .{0,30}(?:approved|guest) (?:sender )?list",
          "bestätigen sie.{0,40}(?:nachricht|absender)",
          "confirmer .{0,30}(?:votre message|expéditeur)");

  private ReportReader() {}

  /** What a message says; of a long one, its first part will do. */
  public static Report read(byte[] message) {
    MailPart root = PartReader.read(message);
    return kind(root).with(tokens(root));
  }

  private static Report kind(MailPart root) {
    return complaint(root)
        .or(() -> status(root))
        .or(() -> answered(root))
        .or(() -> prose(root))
        .orElse(Report.of(Kind.UNCLEAR, null));
  }

  private static Optional<Report> complaint(MailPart root) {
    return root.leaves("message/feedback-report"::equals)
        .findFirst()
        .map(part -> Fields.read(part.text()).text("feedback-type"))
        .map(type -> Report.of(Kind.COMPLAINT, known(type)));
  }

  private static String known(String type) {
    String lower = type.toLowerCase(Locale.ROOT).strip();
    return Set.of("abuse", "fraud", "virus", "not-spam", "opt-out").contains(lower)
        ? lower
        : "other";
  }

  private static Optional<Report> status(MailPart root) {
    boolean read = root.leaves("message/disposition-notification"::equals).findFirst().isPresent();
    return read
        ? Optional.of(Report.of(Kind.AUTOMATIC, null))
        : root.leaves(
                type ->
                    type.equals("message/delivery-status")
                        || type.equals("message/global-delivery-status"))
            .map(part -> DeliveryStatus.read(part.text()))
            .flatMap(Optional::stream)
            .findFirst();
  }

  /** Somebody's machine answered, and it is not one that delivers mail. */
  private static Optional<Report> answered(MailPart root) {
    Fields fields = root.fields();
    String submitted = fields.text("auto-submitted").toLowerCase(Locale.ROOT);
    String subject = subject(fields);
    if (isFromASystem(fields) || fields.has("x-failed-recipients")) {
      return Optional.empty();
    }
    if (CHALLENGES.matcher(subject).find() || CHALLENGES.matcher(words(root)).find()) {
      return Optional.of(Report.of(Kind.CHALLENGE, null));
    }
    boolean automatic =
        submitted.startsWith("auto-")
            || fields.has("x-autoreply")
            || fields.has("x-autorespond")
            || fields.has("x-auto-response-suppress")
            || fields.text("precedence").toLowerCase(Locale.ROOT).startsWith("auto")
            || AWAY.matcher(subject).find();
    return automatic && !ABOUT_A_FAILURE.matcher(subject).find()
        ? Optional.of(Report.of(Kind.AUTOMATIC, null))
        : Optional.empty();
  }

  private static Optional<Report> prose(MailPart root) {
    Fields fields = root.fields();
    boolean bounce =
        isFromASystem(fields)
            || fields.has("x-failed-recipients")
            || ABOUT_A_FAILURE.matcher(subject(fields)).find();
    return bounce ? Prose.read(subject(fields) + "\n\n" + words(root)) : Optional.empty();
  }

  private static boolean isFromASystem(Fields fields) {
    return FROM_A_SYSTEM.matcher(fields.text("from")).find()
        || fields.text("return-path").strip().equals("<>");
  }

  /** What is there for people to read: plain text, or else HTML without its tags. */
  private static String words(MailPart root) {
    String plain = texts(root, "text/plain"::equals);
    return plain.isBlank()
        ? texts(root, "text/html"::equals).replaceAll("<[^<>]{0,500}>", " ").replace("&nbsp;", " ")
        : plain;
  }

  private static String texts(MailPart root, Predicate<String> ofType) {
    return root.leaves(ofType).map(MailPart::text).limit(3).collect(Collectors.joining("\n"));
  }

  private static String subject(Fields fields) {
    String raw = fields.text("subject");
    try {
      return MimeUtility.decodeText(raw.substring(0, Math.min(raw.length(), 500)));
    } catch (UnsupportedEncodingException e) {
      return raw;
    }
  }

  private static List<String> tokens(MailPart root) {
    Set<String> found = new LinkedHashSet<>();
    Stream<String> places =
        Stream.concat(
            root.fields().all(ENVELOPE).stream(),
            root.all()
                .flatMap(part -> Stream.concat(part.fields().values(), Stream.of(part.text()))));
    places.forEach(
        place -> {
          Matcher token = TOKEN.matcher(place);
          while (found.size() < MOST_TOKENS && token.find()) {
            found.add(token.group(1).toLowerCase(Locale.ROOT));
          }
        });
    return List.copyOf(found);
  }
}
