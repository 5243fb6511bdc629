package io.habeas.notification.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.habeas.notification.campaign.Audience;
import io.habeas.notification.campaign.Campaign;
import io.habeas.notification.campaign.CampaignKind;
import io.habeas.notification.delivery.Channel;
import io.habeas.notification.policy.Correction;
import io.habeas.notification.policy.Milestones;
import io.habeas.notification.policy.PolicyText;
import io.habeas.notification.policy.PolicyVersion;
import io.habeas.notification.policy.VersionState;
import io.habeas.notification.smtp.Mailbox;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;
import org.jspecify.annotations.Nullable;

/** What a mail program reads is what was meant, whoever it is to; another library reads it here. */
class NoticeLettersTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final String ID = "<notice.0123@notices.habeas.test>";
  private static final PolicyText GERMAN =
      new PolicyText(
          "de", "Änderung der Datenschutzerklärung", "Neu: Prüfung\nab März.", "# Text", "<h1>");
  private static final PolicyText ARABIC =
      new PolicyText("ar", "تغيير سياسة الخصوصية", "الجديد <هنا>", "# نص", "<h1>");

  private final NoticeLetters letters =
      new NoticeLetters(
          "Hébergement Privacy <privacy@habeas.test>", URI.create("https://habeas.test"));

  @Example
  void aNoticeReadsAsItWasWritten() throws MessagingException, IOException {
    MimeMessage message = read(write(GERMAN, "mia@people.test", "Mia Müller"));

    assertThat(message.getSubject()).isEqualTo(GERMAN.title());
    assertThat(message.getMessageID()).isEqualTo(ID);
    assertThat(message.getSentDate().toInstant()).isEqualTo(NOW);
    assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(message.getHeader("Content-Language")).containsExactly("de");
    InternetAddress from = (InternetAddress) message.getFrom()[0];
    assertThat(from.getPersonal()).isEqualTo("Hébergement Privacy");
    assertThat(from.getAddress()).isEqualTo("privacy@habeas.test");
    assertThat(plain(message))
        .startsWith("Guten Tag Mia Müller,\r\n\r\nÄnderung der Datenschutzerklärung")
        .contains("Neu: Prüfung\r\nab März.", "22. Dezember 2026")
        .contains("https://habeas.test/policy/privacy/versions/2", "SHA-256 " + GERMAN.hash());
    assertThat(html(message))
        .contains("<html lang=\"de\" dir=\"ltr\">", "<p>Guten Tag Mia Müller,</p>")
        .contains("Neu: Prüfung<br>ab März.")
        .contains("<a href=\"https://habeas.test/policy/privacy/versions/2\">");
  }

  @Example
  void aLanguageThatRunsTheOtherWayDoes() throws MessagingException, IOException {
    MimeMessage message = read(write(ARABIC, "mia@people.test", "ليلى"));

    assertThat(html(message))
        .contains("<html lang=\"ar\" dir=\"rtl\">", "الجديد &lt;هنا&gt;", "ليلى");
  }

  @Example
  void whoseNameNobodyKnowsIsGreetedWithout() throws MessagingException, IOException {
    MimeMessage message = read(write(GERMAN, "mia@people.test", " \r\n"));

    assertThat(plain(message)).startsWith("Guten Tag,\r\n");
    assertThat(message.getAllRecipients()).containsExactly(new InternetAddress("mia@people.test"));
  }

  @Property(tries = 300)
  void anyNameIsReadAsItIsAndAddsNothing(@ForAll("names") String name)
      throws MessagingException, IOException {
    byte[] bytes = write(GERMAN, "mia@people.test", name);
    MimeMessage message = read(bytes);
    String shown = new Addressee(Mailbox.of("mia@people.test").orElseThrow(), name).name();

    assertThat(message.getAllRecipients()).hasSize(1);
    InternetAddress to = (InternetAddress) message.getAllRecipients()[0];
    assertThat(to.getAddress()).isEqualTo("mia@people.test");
    assertThat(to.getPersonal() == null ? "" : to.getPersonal()).isEqualTo(shown);
    assertThat(message.getHeader("Bcc")).isNull();
    assertThat(plain(message).lines().findFirst())
        .contains(shown.isEmpty() ? "Guten Tag," : "Guten Tag " + shown + ",");
    assertThat(new String(bytes, StandardCharsets.UTF_8).lines()).allMatch(l -> l.length() <= 85);
    assertThat(new String(bytes, StandardCharsets.UTF_8)).matches("\\p{ASCII}*");
  }

  @Property(tries = 1000)
  void quotedPrintableIsReadBack(@ForAll @StringLength(max = 400) @From("texts") String text)
      throws MessagingException, IOException {
    byte[] encoded = QuotedPrintable.encoded(text);

    byte[] decoded =
        MimeUtility.decode(new ByteArrayInputStream(encoded), "quoted-printable").readAllBytes();
    assertThat(new String(decoded, StandardCharsets.UTF_8)).isEqualTo(text.replace("\n", "\r\n"));
    assertThat(new String(encoded, StandardCharsets.US_ASCII).split("\r\n", -1))
        .allMatch(line -> line.length() <= 76)
        .noneMatch(line -> line.endsWith(" ") || line.startsWith("."));
  }

  @Example
  void aSenderThatIsNoneIsSaidAtTheStart() {
    assertThatThrownBy(() -> new NoticeLetters("nobody", URI.create("https://habeas.test")))
        .isInstanceOf(IllegalStateException.class);
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of(
            "Mia",
            "Müller",
            " ",
            "李小龙",
            "Ó",
            "́",
            "\r\nBcc: x@y.z",
            ",",
            "\"",
            "<b>",
            "\u2028",
            "=?utf-8?q?x?=",
            "O'Neill",
            "()",
            "@",
            "\\",
            "a".repeat(50),
            "%s",
            "{name}")
        .list()
        .ofMaxSize(5)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars(" .=aé李\n\t\u0001").withChars('A', 'Z').ofMaxLength(400);
  }

  private byte[] write(PolicyText text, String address, String name) {
    PolicyVersion version = version(text);
    return letters.write(
        Campaign.notice(version.id(), version, Audience.EVERYBODY, List.of(Channel.EMAIL)),
        version,
        text,
        new Addressee(Mailbox.of(address).orElseThrow(), name),
        ID,
        NOW);
  }

  private static MimeMessage read(byte[] bytes) throws MessagingException {
    return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
  }

  private static String plain(MimeMessage message) throws MessagingException, IOException {
    return (String) ((MimeMultipart) message.getContent()).getBodyPart(0).getContent();
  }

  private static String html(MimeMessage message) throws MessagingException, IOException {
    return (String) ((MimeMultipart) message.getContent()).getBodyPart(1).getContent();
  }

  @Example
  void aCorrectedNoticeSaysWhatWasSaidAndWhatComesInstead() throws MessagingException, IOException {
    Correction correction =
        new Correction(
            Map.of("de", "Der neue Dienstleister ist noch nicht bereit."),
            Instant.parse("2026-12-22T12:00:00Z"),
            NOW);
    PolicyVersion version = version(GERMAN, correction);

    MimeMessage later = read(corrected(version, CampaignKind.POSTPONEMENT));
    assertThat(later.getSubject()).isEqualTo("Berichtigung: " + GERMAN.title());
    assertThat(plain(later))
        .contains("22. Dezember 2026", "noch nicht bereit", "nicht vor dem 1. Februar 2027");
    assertThat(html(later)).contains("nicht vor dem 1. Februar 2027").contains("dreißig Tage");
    assertThat(plain(read(corrected(version, CampaignKind.WITHDRAWAL))))
        .contains("Es kommt nicht.")
        .doesNotContain("Februar");
  }

  private byte[] corrected(PolicyVersion version, CampaignKind kind) {
    return letters.write(
        Campaign.correction(UUID.randomUUID(), version, kind, List.of(Channel.EMAIL)),
        version,
        GERMAN,
        new Addressee(Mailbox.of("mia@people.test").orElseThrow(), "Mia"),
        ID,
        NOW);
  }

  private static PolicyVersion version(PolicyText text) {
    return version(text, null);
  }

  private static PolicyVersion version(PolicyText text, @Nullable Correction correction) {
    return new PolicyVersion(
        UUID.nameUUIDFromBytes(text.language().getBytes(StandardCharsets.UTF_8)),
        "privacy",
        "2",
        VersionState.ANNOUNCED,
        Map.of(),
        Map.of(),
        List.of(text),
        null,
        null,
        correction,
        "hash",
        new Milestones(
            NOW,
            NOW,
            Instant.parse(correction == null ? "2026-12-22T12:00:00Z" : "2027-02-01T12:00:00Z"),
            null,
            null));
  }
}
