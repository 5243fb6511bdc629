package io.habeas.subject.record;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * Commits a ledger entry to a list of subjects without keeping the list: SHA-256 over their sorted
 * ids, 16 bytes each. Who has the list can show that it is the one.
 */
public final class IdCommitment {

  private IdCommitment() {}

  /** The commitment in hexadecimal. */
  public static String of(Collection<UUID> ids) {
    List<UUID> sorted = ids.stream().distinct().sorted().toList();
    ByteBuffer bytes = ByteBuffer.allocate(16 * sorted.size());
    sorted.forEach(
        id -> bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits()));
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes.array());
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
