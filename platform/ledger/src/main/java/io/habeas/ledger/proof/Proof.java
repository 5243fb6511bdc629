package io.habeas.ledger.proof;

import io.habeas.ledger.record.CanonicalJson;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that shows one entry of a log to somebody who has only the log's public key.
 *
 * @param leaf the entry's fields, as the tree hashed them
 * @param record what the entry commits to: {@code details} and {@code subjectId}
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
    byte[] salt,
    long index,
    List<byte[]> path,
    String checkpoint,
    String key,
    Map<String, String> attachments) {

  /** What the document calls itself. */
  static final String FORMAT = "habeas-proof-1";

  /** The same proof with the texts that its record names. */
  public Proof attaching(Map<String, String> texts) {
    return new Proof(leaf, record, salt, index, path, checkpoint, key, texts);
  }

  /** The document: compact, so that every byte of it counts. */
  public String toJson() {
    Base64.Encoder base64 = Base64.getEncoder();
    Map<String, Object> document = new HashMap<>();
    document.put("format", FORMAT);
    document.put("leaf", leaf);
    document.put("record", record);
    document.put("salt", base64.encodeToString(salt));
    document.put("index", index);
    document.put("path", path.stream().map(base64::encodeToString).toList());
    document.put("checkpoint", checkpoint);
    document.put("key", key);
    document.put("attachments", attachments);
    return CanonicalJson.text(document);
  }
}
