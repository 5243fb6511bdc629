package io.habeas.ledger.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.habeas.ledger.merkle.Frontier;
import io.habeas.ledger.merkle.Hashes;
import io.habeas.ledger.merkle.MerkleTree;
import io.habeas.ledger.note.Checkpoint;
import io.habeas.ledger.note.NoteSigner;
import io.habeas.ledger.record.Leaf;
import io.habeas.ledger.record.SaltedRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProofVerifierTest {
  private static final NoteSigner SIGNER = NoteSigner.random();
  private static final String TEXT = "# Policy\nWe tell you first.";
  private static final String TEXT_HASH =
      HexFormat.of().formatHex(Hashes.sha256().digest(TEXT.getBytes(StandardCharsets.UTF_8)));
  private static final String DOCUMENT = proof(false).toJson();

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

  /** Every byte of the document, each with several changes. */
  @Test
  void everyChangedByteFails() {
    byte[] document = DOCUMENT.getBytes(StandardCharsets.UTF_8);
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

  @Property(tries = 2000)
  void anyOtherByteFails(@ForAll @IntRange(max = 100_000) int place, @ForAll byte value) {
    byte[] document = DOCUMENT.getBytes(StandardCharsets.UTF_8);
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
    Leaf leaf =
        new Leaf(
            UUID.randomUUID(),
            2026,
            Instant.parse("2026-11-22T12:00:00Z"),
            clockMoved,
            7,
            "notice.accepted",
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
            new HashMap<>(read(record.json())),
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
