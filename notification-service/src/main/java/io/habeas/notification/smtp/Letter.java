package io.habeas.notification.smtp;

import java.util.Optional;

/**
 * One message to one recipient.
 *
 * @param about what its sender knows it by
 * @param returnPath where bounces go; nobody, for what must not bounce (RFC 5321, 4.5.5)
 * @param to its recipient
 * @param content headers and body as RFC 5322 has them; line ends and leading dots are the
 *     connection's matter
 * @param <T> what letters are known by
 */
public record Letter<T>(T about, Optional<Mailbox> returnPath, Mailbox to, byte[] content) {

  /** Whether there is anything in it beyond ASCII. */
  boolean isEightBit() {
    for (byte each : content) {
      if (each < 0) {
        return true;
      }
    }
    return false;
  }

  /** Whether only a relay with SMTPUTF8 can take it. */
  boolean needsUtf8() {
    return to.needsUtf8() || returnPath.map(Mailbox::needsUtf8).orElse(false);
  }

  /** What it says and to whom stays out of logs. */
  @Override
  public String toString() {
    return "Letter[" + about + "]";
  }
}
