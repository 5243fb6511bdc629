package io.habeas.notification.dkim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.api.SignatureRecord;
import org.apache.james.jdkim.exceptions.FailException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signatures, checked by another implementation. */
class DkimSignerTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final String MESSAGE =
      """
      From: Habeas <privacy@habeas.test>
      To: =?utf-8?B?TcO8bGxlcg==?=
       <mia@people.test>
      Subject: A   change
      Date: Sun, 22 Nov 2026 12:00:00 +0000
      Message-ID: <notice.1@notices.habeas.test>
      MIME-Version: 1.0
      Content-Type: text/plain; charset=utf-8

        Hello\t Mia, \t

      .dots  and  spaces
      Bye.


      """
          .replace("\n", "\r\n");

  @TempDir Path directory;
  private final Map<String, String> dns = new TreeMap<>();
  private final Map<String, DkimConfig.Key> keys = new TreeMap<>();

  @BeforeEach
  void keys() throws GeneralSecurityException, IOException {
    key("rsa2026", "RSA", 2048);
    key("ed2026", "Ed25519", 255);
  }

  @Test
  void bothSignaturesAreValidForOthers() throws Exception {
    String signed = text(signer().sign(bytes(MESSAGE)));

    assertThat(rsaIsValid(signed)).isTrue();
    assertThat(ed25519IsValid(signed)).isTrue();
    assertThat(signed)
        .startsWith("DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed; d=habeas.test;")
        .endsWith(MESSAGE);
  }

  @Test
  void whatIsChangedOnTheWayIsFound() throws Exception {
    String signed = text(signer().sign(bytes(MESSAGE)));

    for (String[] change :
        new String[][] {
          {"Bye.", "Pay."},
          {"A   change", "An offer"},
          {"mia@people", "eve@people"},
          {"\r\nSubject:", "\r\nSubject: Another one\r\nSubject:"},
          {"\r\nFrom:", "\r\nFrom: Somebody <else@evil.test>\r\nFrom:"},
          {"\r\nDate:", "\r\nReply-To: else@evil.test\r\nDate:"}
        }) {
      String changed = signed.replace(change[0], change[1]);
      assertThat(changed).isNotEqualTo(signed);
      assertThat(rsaIsValid(changed)).as(change[1]).isFalse();
      assertThat(ed25519IsValid(changed)).as(change[1]).isFalse();
    }
  }

  @Test
  void whatRelaysMayDoDoesNotHurt() throws Exception {
    String signed = text(signer().sign(bytes(MESSAGE)));

    String moved =
        "Received: from somewhere\r\n"
            + signed.replace("A   change", "A change").replace("Bye.\r\n\r\n\r\n", "Bye.  \r\n");

    assertThat(rsaIsValid(moved)).isTrue();
    assertThat(ed25519IsValid(moved)).isTrue();
  }

  /** RFC 8463, appendix A: without it the checks above would say nothing. */
  @Test
  void theCheckKnowsTheRfcsExample() throws GeneralSecurityException {
    String example =
        """
        DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;
         d=football.example.com; i=@football.example.com;
         q=dns/txt; s=brisbane; t=1528637909; h=from : to :
         subject : date : message-id : from : subject : date;
         bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
         b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus
         Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==
        From: Joe SixPack <joe@football.example.com>
        To: Suzie Q <suzie@shopping.example.net>
        Subject: Is dinner ready?
        Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)
        Message-ID: <20030712040037.46341.5F8J@football.example.com>

        Hi.

        We lost the game.  Are you hungry yet?

        Joe.
        """
            .replace("\n", "\r\n");
    String key = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

    assertThat(Ed25519Check.isValid(example, key)).isTrue();
    assertThat(Ed25519Check.isValid(example.replace("lost", "won"), key)).isFalse();
    assertThat(Ed25519Check.isValid(example.replace("dinner", "lunch"), key)).isFalse();
  }

  /** RFC 8463, appendix A: its key, its message's body hash. */
  @Test
  void theRfcsOwnBodyHashIsOurs() throws GeneralSecurityException {
    byte[] body = bytes("Hi.\r\n\r\nWe lost the game.  Are you hungry yet?\r\n\r\nJoe.\r\n");

    byte[] hash = java.security.MessageDigest.getInstance("SHA-256").digest(Relaxed.body(body, 0));

    assertThat(Base64.getEncoder().encodeToString(hash))
        .isEqualTo("2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=");
  }

  /** RFC 8032, 7.1, test 2. */
  @Test
  void anEd25519KeyIsReadAsItIs() throws IOException {
    byte[] secret =
        HexFormat.of().parseHex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
    byte[] der =
        HexFormat.of()
            .parseHex("302e020100300506032b657004220420" + HexFormat.of().formatHex(secret));

    SigningKey key = SigningKey.read(pem("rfc", der));

    assertThat(key).isInstanceOf(SigningKey.Ed25519Sha256.class);
    assertThat(HexFormat.of().formatHex(((SigningKey.Ed25519Sha256) key).pub()))
        .isEqualTo("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
  }

  @Test
  void withoutKeysAMessageStaysAsItIs() {
    keys.clear();

    assertThat(signer().sign(bytes(MESSAGE))).isEqualTo(bytes(MESSAGE));
  }

  @Test
  void aKeyThatReceiversRefuseIsRefusedAtTheStart() throws Exception {
    key("short", "RSA", 1024);
    assertThatThrownBy(this::signer)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("2048");
    keys.remove("short");

    keys.put("missing", new Configured("habeas.test", directory.resolve("missing")));
    assertThatThrownBy(this::signer)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("missing");
  }

  private DkimSigner signer() {
    return new DkimSigner(() -> keys, () -> NOW);
  }

  private boolean rsaIsValid(String message) throws IOException {
    DKIMVerifier verifier =
        new DKIMVerifier((_, selector, _) -> List.of(dns.getOrDefault(selector, "")));
    try {
      List<SignatureRecord> valid = verifier.verify(new ByteArrayInputStream(bytes(message)));
      return valid.stream().anyMatch(each -> each.getSelector().toString().equals("rsa2026"));
    } catch (FailException e) {
      return false;
    }
  }

  private boolean ed25519IsValid(String message) throws GeneralSecurityException {
    return Ed25519Check.isValid(message, dns.getOrDefault("ed2026", "").replaceAll(".*p=", ""));
  }

  private void key(String selector, String algorithm, int size)
      throws GeneralSecurityException, IOException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(size);
    KeyPair pair = generator.generateKeyPair();
    keys.put(
        selector, new Configured("habeas.test", pem(selector, pair.getPrivate().getEncoded())));
    dns.put(
        selector,
        "v=DKIM1; k=%s; p=%s"
            .formatted(
                algorithm.equals("RSA") ? "rsa" : "ed25519",
                Base64.getEncoder().encodeToString(published(pair.getPublic()))));
  }

  /** In DNS an Ed25519 key stands without the frame around it (RFC 8463, 4). */
  private static byte[] published(PublicKey key) {
    byte[] encoded = key.getEncoded();
    return key.getAlgorithm().equals("RSA")
        ? encoded
        : Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
  }

  private Path pem(String name, byte[] der) throws IOException {
    return Files.writeString(
        directory.resolve(name + ".pem"),
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(der)
            + "\n-----END PRIVATE KEY-----\n");
  }

  private record Configured(String domain, Path file) implements DkimConfig.Key {}

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
