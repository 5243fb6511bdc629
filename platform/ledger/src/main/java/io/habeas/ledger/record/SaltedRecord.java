package io.habeas.ledger.record;

import io.habeas.ledger.merkle.Hashes;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The part of an entry that tells of a subject, with the salt that keeps its commitment from being
 * guessed. It is deleted with the subject; the commitment stays.
 *
 * @param json canonical JSON of {@code {"details": ..., "subjectId": ...}}; a group's has {@code
 *     "group"} between them
 * @param salt 32 random bytes
 */
public record SaltedRecord(String json, byte[] salt) {
  /** Bytes of a salt. */
  public static final int SALT_SIZE = 32;

  private static final SecureRandom RANDOM = new SecureRandom();

  /** A record with a fresh salt. */
  public static SaltedRecord of(@Nullable UUID subjectId, Map<String, ?> details) {
    return new SaltedRecord(content(subjectId, details), salts(1));
  }

  /** The record of a group, with a fresh salt: of no subject, but of those members. */
  public static SaltedRecord ofGroup(GroupRoot group, Map<String, ?> details) {
    String json =
        "{\"details\":%s,\"%s\":%s,\"subjectId\":null}"
            .formatted(
                CanonicalJson.text(details), GroupRoot.NAME, CanonicalJson.text(group.fields()));
    return new SaltedRecord(json, salts(1));
  }

  /** What a record holds; its two names are in order. */
  public static String content(@Nullable UUID subjectId, Map<String, ?> details) {
    return "{\"details\":" + CanonicalJson.text(details) + ending(subjectId);
  }

  /** Whether the record is that subject's. */
  public boolean isOf(UUID subject) {
    return json.endsWith(ending(subject));
  }

  private static String ending(@Nullable UUID subjectId) {
    return ",\"subjectId\":" + CanonicalJson.text(subjectId) + "}";
  }

  /** Fresh salts, one after the other: chance is dear by the call, not by the byte. */
  static byte[] salts(int count) {
    byte[] salts = new byte[count * SALT_SIZE];
    RANDOM.nextBytes(salts);
    return salts;
  }

  /** HMAC-SHA256 of the record's bytes under its salt. */
  public byte[] commitment() {
    byte[] commitment = new byte[Hashes.SIZE];
    new Committer().commit(json, salt, 0, commitment, 0);
    return commitment;
  }

  /** Whether it is what was committed to; a salt of another length never is. */
  public boolean commitsTo(byte[] commitment) {
    return salt.length == SALT_SIZE && Arrays.equals(commitment(), commitment);
  }

  /** Names nobody: a record may not leak by being logged. */
  @Override
  public String toString() {
    return "SaltedRecord[***]";
  }
}
