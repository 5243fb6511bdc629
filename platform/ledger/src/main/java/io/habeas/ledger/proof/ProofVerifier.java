package io.habeas.ledger.proof;

import io.habeas.ledger.merkle.Hashes;
import io.habeas.ledger.merkle.MerkleProof;
import io.habeas.ledger.note.Checkpoint;
import io.habeas.ledger.note.MalformedNote;
import io.habeas.ledger.note.NoteKey;
import io.habeas.ledger.note.SignedNote;
import io.habeas.ledger.record.CanonicalJson;
import io.habeas.ledger.record.Commitments;
import io.habeas.ledger.record.GroupRoot;
import io.habeas.ledger.record.SaltedRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Verifies a proof document offline, from its signature down to what it says of its owner. */
public final class ProofVerifier {
  private static final Set<String> LEAF =
      Set.of("id", "log", "at", "clockMoved", "bucket", "action", "actor", "commitment");

  private final Optional<NoteKey> trusted;

  /** A verifier that takes the document's own key and says so. */
  public ProofVerifier() {
    this.trusted = Optional.empty();
  }

  /** A verifier that accepts only what this key signed. */
  public ProofVerifier(NoteKey trusted) {
    this.trusted = Optional.of(trusted);
  }

  /** The verdict on a document's bytes. */
  public Verdict verify(byte[] document) {
    try {
      return verify(ProofReader.read(document));
    } catch (UnreadableProof | MalformedNote | IllegalArgumentException e) {
      return Verdict.Fails.because("the document does not read: " + e.getMessage());
    }
  }

  private Verdict verify(Proof proof) {
    NoteKey key = NoteKey.parse(proof.key());
    SignedNote note = SignedNote.parse(proof.checkpoint());
    Checkpoint checkpoint = note.checkpoint();
    if (trusted.isPresent() && !trusted.get().text().equals(key.text())) {
      return Verdict.Fails.because("it is not signed by the key that you trust");
    }
    if (!note.isBy(key)) {
      return Verdict.Fails.because("the checkpoint's signature does not hold");
    }
    if (!proof.leaf().keySet().equals(LEAF)
        || !checkpoint.origin().endsWith("/" + proof.leaf().get("log"))) {
      return Verdict.Fails.because("the entry is not one of " + checkpoint.origin());
    }
    if (!commits(proof)) {
      return Verdict.Fails.because("the entry does not commit to this record");
    }
    if (proof.member() != null && !isMember(proof, proof.member())) {
      return Verdict.Fails.because("the entry has no such member");
    }
    byte[] leaf = Hashes.leaf(CanonicalJson.bytes(proof.leaf()));
    if (!MerkleProof.includes(
        leaf, proof.index(), checkpoint.size(), proof.path(), checkpoint.root())) {
      return Verdict.Fails.because("the entry is not in the published log");
    }
    return attached(proof)
        ? new Verdict.Holds(lines(proof, checkpoint))
        : Verdict.Fails.because("an attached text is not the one that the record names");
  }

  private static boolean commits(Proof proof) {
    return proof.leaf().get("commitment") instanceof String commitment
        && new SaltedRecord(CanonicalJson.text(proof.record()), proof.salt())
            .commitsTo(Base64.getDecoder().decode(commitment));
  }

  /** Whether the record names a tree of members in which this one has its place. */
  private static boolean isMember(Proof proof, Proof.Part member) {
    SaltedRecord record = new SaltedRecord(CanonicalJson.text(member.record()), member.salt());
    return member.salt().length == SaltedRecord.SALT_SIZE
        && GroupRoot.in(proof.record())
            .filter(
                group ->
                    MerkleProof.includes(
                        Commitments.leaf(record.commitment()),
                        member.place(),
                        group.size(),
                        member.path(),
                        group.root()))
            .isPresent();
  }

  private static boolean attached(Proof proof) {
    String records = CanonicalJson.text(records(proof));
    return proof.attachments().entrySet().stream()
        .allMatch(
            each ->
                sha256(each.getValue()).equals(each.getKey())
                    && records.contains('"' + each.getKey() + '"'));
  }

  /** What is proved: the owner's own part, where there is one, before what is the same for all. */
  private static List<Map<String, Object>> records(Proof proof) {
    return proof.member() == null
        ? List.of(proof.record())
        : List.of(proof.member().record(), proof.record());
  }

  private static String sha256(String text) {
    return HexFormat.of().formatHex(Hashes.sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private List<String> lines(Proof proof, Checkpoint checkpoint) {
    Map<String, Object> leaf = proof.leaf();
    List<String> lines = new ArrayList<>();
    lines.add(
        "VALID: entry %d of the %d that %s had published%s"
            .formatted(proof.index(), checkpoint.size(), checkpoint.origin(), part(proof)));
    lines.add("%s at %s by %s".formatted(leaf.get("action"), leaf.get("at"), leaf.get("actor")));
    lines.add("subject %s".formatted(records(proof).getFirst().get("subjectId")));
    records(proof).forEach(record -> lines.addAll(details(record)));
    if (Boolean.TRUE.equals(leaf.get("clockMoved"))) {
      lines.add("CLOCK MOVED: made under a moved clock, so its times prove nothing");
    }
    lines.add(
        trusted.isPresent()
            ? "signed by the key that you trust"
            : "signed by %s: compare it with the key that the company publishes"
                .formatted(proof.key()));
    return lines;
  }

  private static String part(Proof proof) {
    return proof.member() == null
        ? ""
        : ", member %d of its %d"
            .formatted(proof.member().place(), GroupRoot.in(proof.record()).orElseThrow().size());
  }

  private static List<String> details(Map<String, Object> record) {
    return record.get("details") instanceof Map<?, ?> details
        ? new TreeMap<Object, Object>(details)
            .entrySet().stream()
                .map(each -> "  %s: %s".formatted(each.getKey(), each.getValue()))
                .toList()
        : List.of();
  }
}
