package io.habeas.ledger.proof;

import io.habeas.ledger.record.CanonicalJson;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that shows one entry of a log, or one member's part of it, to somebody who has only
 * the log's public key.
 *
 * @param leaf the entry's fields, as the tree hashed them
 * @param record what the entry commits to: {@code details} and {@code subjectId}; of a group also
 *     {@code group}
 * @param member the part of the entry that is proved, where it is one of many
 * @param salt of the commitment; this copy survives the service's own
 * @param index the entry's place
 * @param path the audit path, lowest first, to the root of the checkpoint
 * @param checkpoint the signed note
 * @param key the public key that signed it, {@code name+id+base64}
 * @param attachments texts that the record names by their SHA-256 (hex), by that hash
 */
public record Proof(
    Map<String, Object> leaf,
    Map<String, Object> record,
    @Nullable Part member,
    byte[] salt,
    long index,
    List<byte[]> path,
    String checkpoint,
    String key,
    Map<String, String> attachments) {

  /** What the document of an entry calls itself. */
  static final String OF_ENTRY = "habeas-proof-1";

  /** What the document of one member of an entry calls itself. */
  static final String OF_MEMBER = "habeas-proof-2";

  /**
   * A member's part of an entry.
   *
   * @param record what it commits to: {@code details} and {@code subjectId}
   * @param salt of the commitment
   * @param place among the members
   * @param path lowest first, to the root that the entry's record names
   */
  public record Part(Map<String, Object> record, byte[] salt, long place, List<byte[]> path) {
    Map<String, Object> fields() {
      return Map.of("record", record, "salt", text(salt), "place", place, "path", texts(path));
    }
  }

  /** The same proof with the texts that its record names. */
  public Proof attaching(Map<String, String> texts) {
    return new Proof(leaf, record, member, salt, index, path, checkpoint, key, texts);
  }

  /** The document: compact, so that every byte of it counts. */
  public String toJson() {
    Map<String, Object> document = new HashMap<>();
    document.put("format", member == null ? OF_ENTRY : OF_MEMBER);
    document.put("leaf", leaf);
    document.put("record", record);
    if (member != null) {
      document.put("member", member.fields());
    }
    document.put("salt", text(salt));
    document.put("index", index);
    document.put("path", texts(path));
    document.put("checkpoint", checkpoint);
    document.put("key", key);
    document.put("attachments", attachments);
    return CanonicalJson.text(document);
  }

  private static List<String> texts(List<byte[]> hashes) {
    return hashes.stream().map(Proof::text).toList();
  }

  private static String text(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
