package io.habeas.notification.message;

import io.habeas.ledger.merkle.Hashes;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;

/** The Message-IDs of messages and of cases: functions of their ids alone, so that they stay. */
final class MessageIds {
  private MessageIds() {}

  /** Of a message, at each attempt the same. */
  static String of(UUID message, String domain) {
    return "<message." + hash(message) + "@" + domain + ">";
  }

  /** The root of a case's conversation: no mail has it, every mail of the case refers to it. */
  static String ofCase(UUID caseId, String domain) {
    return "<case." + hash(caseId) + "@" + domain + ">";
  }

  private static String hash(UUID id) {
    byte[] bytes =
        ByteBuffer.allocate(16)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .array();
    return HexFormat.of().formatHex(Arrays.copyOf(Hashes.sha256().digest(bytes), 16));
  }
}
