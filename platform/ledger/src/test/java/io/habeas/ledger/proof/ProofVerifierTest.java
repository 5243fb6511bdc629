package io.habeas.ledger.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.habeas.ledger.merkle.Frontier;
import io.habeas.ledger.merkle.Hashes;
import io.habeas.ledger.merkle.MerkleTree;
import io.habeas.ledger.note.Checkpoint;
import io.habeas.ledger.note.NoteSigner;
import io.habeas.ledger.record.CanonicalJson;
import io.habeas.ledger.record.Commitments;
import io.habeas.ledger.record.GroupRoot;
import io.habeas.ledger.record.Leaf;
import io.habeas.ledger.record.SaltedGroup;
import io.habeas.ledger.record.SaltedRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProofVerifierTest {
  private static final NoteSigner SIGNER = NoteSigner.random();
  private static final String TEXT = "# Policy\nWe tell you first.";
  private static final String TEXT_HASH =
      HexFormat.of().formatHex(Hashes.sha256().digest(TEXT.getBytes(StandardCharsets.UTF_8)));
  private static final String DOCUMENT = proof(false).toJson();
  private static final int MEMBERS = 7;
  private static final int PLACE = 4;
  private static final UUID SUBJECT = UUID.randomUUID();
  private static final String OF_MEMBER = proofOfMember(SUBJECT, "accepted").toJson();

  private final ProofVerifier verifier = new ProofVerifier();

  @TempDir Path directory;

  @Test
  void whatTheLogGaveOutHolds() {
    Verdict verdict = verify(DOCUMENT);

    assertThat(verdict).isInstanceOf(Verdict.Holds.class);
    assertThat(verdict.lines().getFirst())
        .isEqualTo("VALID: entry 5 of the 11 that habeas/notification-service/2026 had published");
    assertThat(verdict.lines()).noneMatch(line -> line.contains("CLOCK"));
  }

  @Test
  void aMovedClockIsSaid() {
    assertThat(verify(proof(true).toJson()).lines())
        .anyMatch(line -> line.startsWith("CLOCK MOVED"));
  }

  @Test
  void aMemberReadsItsOwnPartBeforeThatOfAll() {
    assertThat(verify(OF_MEMBER).lines())
        .startsWith(
            "VALID: entry 5 of the 11 that habeas/notification-service/2026 had published,"
                + " member 4 of its 7",
            "notice.settled at 2026-11-22T12:00:00Z by notification-service",
            "subject " + SUBJECT,
            "  languageHash: " + TEXT_HASH,
            "  outcome: accepted",
            "  campaign: one",
            "  size: 100");
  }

  /** Every byte of a document, each with every bit of it. */
  @ParameterizedTest
  @MethodSource("documents")
  void everyChangedByteFails(String text) {
    byte[] document = text.getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at < document.length; at++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] changed = document.clone();
        changed[at] ^= (byte) (1 << bit);
        assertThat(verifier.verify(changed))
            .as("bit %d of byte %d", bit, at)
            .isInstanceOf(Verdict.Fails.class);
      }
    }
  }

  static List<String> documents() {
    return List.of(DOCUMENT, OF_MEMBER);
  }

  /** Said in the other format, without its member, or with what another one was told. */
  @Test
  void aMemberIsNotTakenOutOrExchanged() {
    Map<String, Object> other = read(proofOfMember(SUBJECT, "bounced").toJson());
    Map<String, Object> exchanged = read(OF_MEMBER);
    exchanged.put("member", Objects.requireNonNull(other.get("member")));
    Map<String, Object> without = read(OF_MEMBER);
    without.remove("member");
    Map<String, Object> added = read(DOCUMENT);
    added.put("member", Objects.requireNonNull(other.get("member")));
    Map<String, Object> ofNoGroup = new HashMap<>(added);
    ofNoGroup.put("format", "habeas-proof-2");

    for (Map<String, Object> forged : List.of(exchanged, without, added, ofNoGroup)) {
      assertThat(verify(CanonicalJson.text(forged))).isInstanceOf(Verdict.Fails.class);
    }
    without.put("format", "habeas-proof-1");
    without.put("attachments", Map.of());
    assertThat(verify(CanonicalJson.text(without)).lines()).contains("subject null");
  }

  /** HMAC takes a key with zeros behind it for the same. */
  @ParameterizedTest
  @MethodSource("documents")
  void aLongerSaltFails(String text) {
    String salt = "\"salt\":\"([^\"]{43})=\"";
    Matcher found = Pattern.compile(salt).matcher(text);

    assertThat(found.results().toList()).isNotEmpty();
    assertThat(verify(found.replaceAll("\"salt\":\"$1AA\""))).isInstanceOf(Verdict.Fails.class);
    assertThat(verify(found.replaceFirst("\"salt\":\"$1AA\""))).isInstanceOf(Verdict.Fails.class);
  }

  @Property(tries = 2000)
  void anyOtherByteFails(
      @ForAll @IntRange(max = 100_000) int place, @ForAll byte value, @ForAll boolean ofMember) {
    byte[] document = (ofMember ? OF_MEMBER : DOCUMENT).getBytes(StandardCharsets.UTF_8);
    int at = place % document.length;
    if (document[at] == value) {
      return;
    }
    document[at] = value;

    assertThat(verifier.verify(document)).isInstanceOf(Verdict.Fails.class);
  }

  @Test
  void hostileDocumentsFailQuietly() {
    for (String hostile :
        List.of("", "[]", "null", "{}", "[".repeat(100_000), DOCUMENT + DOCUMENT, "\u0000")) {
      assertThat(verify(hostile)).isInstanceOf(Verdict.Fails.class);
    }
  }

  @Test
  void anotherCompanysKeyIsNotTrusted() {
    ProofVerifier strict =
        new ProofVerifier(NoteSigner.random().key("habeas/notification-service/2026"));

    assertThat(strict.verify(DOCUMENT.getBytes(StandardCharsets.UTF_8)).lines().getFirst())
        .contains("not signed by the key that you trust");
  }

  @Test
  void theCommandTellsByItsExitCode() throws IOException {
    Path good = Files.writeString(directory.resolve("good.json"), DOCUMENT);
    Path bad = Files.writeString(directory.resolve("bad.json"), DOCUMENT.replace("2026-", "2025-"));

    assertThat(run(good.toString())).isZero();
    assertThat(run(good.toString(), SIGNER.key("habeas/notification-service/2026").text()))
        .isZero();
    assertThat(run(bad.toString())).isEqualTo(1);
    assertThat(run(directory.resolve("none").toString())).isEqualTo(2);
    assertThat(run()).isEqualTo(2);
  }

  private static int run(String... arguments) {
    PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    return Verify.run(arguments, out, out);
  }

  private Verdict verify(String document) {
    return verifier.verify(document.getBytes(StandardCharsets.UTF_8));
  }

  private static Proof proof(boolean clockMoved) {
    SaltedRecord record =
        SaltedRecord.of(UUID.randomUUID(), Map.of("textHash", TEXT_HASH, "size", 100));
    return proof("notice.accepted", record, null, clockMoved);
  }

  private static Proof proofOfMember(UUID subject, String outcome) {
    List<String> records = new ArrayList<>();
    for (int place = 0; place < MEMBERS; place++) {
      records.add(
          SaltedRecord.content(
              place == PLACE ? subject : UUID.randomUUID(),
              Map.of("outcome", outcome, "languageHash", TEXT_HASH)));
    }
    SaltedGroup group = SaltedGroup.of(records);
    Commitments commitments = group.commitments();
    int from = PLACE * SaltedRecord.SALT_SIZE;
    Proof.Part part =
        new Proof.Part(
            read(records.get(PLACE)),
            Arrays.copyOfRange(group.salts(), from, from + SaltedRecord.SALT_SIZE),
            PLACE,
            commitments.path(PLACE));
    SaltedRecord record =
        SaltedRecord.ofGroup(GroupRoot.of(commitments), Map.of("campaign", "one", "size", 100));
    return proof("notice.settled", record, part, false);
  }

  private static Proof proof(
      String action, SaltedRecord record, Proof.@Nullable Part part, boolean clockMoved) {
    Leaf leaf =
        new Leaf(
            UUID.randomUUID(),
            2026,
            Instant.parse("2026-11-22T12:00:00Z"),
            clockMoved,
            7,
            action,
            "notification-service",
            record.commitment());
    Map<List<Long>, byte[]> nodes = new HashMap<>();
    Frontier tree = new Frontier();
    for (int i = 0; i < 11; i++) {
      tree.append(
          i == 5 ? leaf.hash() : Hashes.leaf(new byte[] {(byte) i}),
          (level, index, hash) -> nodes.put(List.of((long) level, index), hash));
    }
    String origin = "habeas/notification-service/2026";
    return new Proof(
            leaf.fields(),
            read(record.json()),
            part,
            record.salt(),
            5,
            new ArrayList<>(
                MerkleTree.inclusionProof(
                    5,
                    11,
                    (level, index) ->
                        Objects.requireNonNull(nodes.get(List.of((long) level, index))))),
            SIGNER.sign(new Checkpoint(origin, 11, tree.root())).text(),
            SIGNER.key(origin).text(),
            Map.of())
        .attaching(Map.of(TEXT_HASH, TEXT));
  }

  private static Map<String, Object> read(String json) {
    try {
      return new ObjectMapper().readValue(json, new TypeReference<>() {});
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
