package io.habeas.notification.mailing;

import io.habeas.ledger.merkle.Hashes;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;

/**
 * The Message-ID of a delivery: a function of campaign and subject alone, so that a notice which is
 * sent again, after a crash or from a restored backup, is the same message to whoever gets it.
 */
final class MessageIds {
  private MessageIds() {}

  static String of(UUID campaign, UUID subject, String domain) {
    ByteBuffer ids = ByteBuffer.allocate(32);
    for (UUID id : new UUID[] {campaign, subject}) {
      ids.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }
    byte[] hash = Arrays.copyOf(Hashes.sha256().digest(ids.array()), 16);
    return "<notice." + HexFormat.of().formatHex(hash) + "@" + domain + ">";
  }
}
