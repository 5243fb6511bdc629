package io.habeas.notification.smtp;

import java.time.Duration;
import java.util.Optional;

/**
 * A relay, and how to speak to it.
 *
 * @param host its name, which its certificate must bear
 * @param security how the way to it is secured
 * @param credentials who we are there; never said in clear
 * @param ourName what we call ourselves in EHLO
 * @param patience how long it may take
 */
public record Endpoint(
    String host,
    int port,
    Security security,
    Optional<Credentials> credentials,
    String ourName,
    Patience patience) {

  /** How the way to a relay is secured. */
  public enum Security {
    /** Not at all: for a relay on the same machine or network. */
    NONE,
    /** By STARTTLS, which the relay must offer (RFC 3207). */
    STARTTLS,
    /** By TLS from the first byte (RFC 8314). */
    TLS
  }

  /** A user name and its password. */
  public record Credentials(String user, String password) {
    @Override
    public String toString() {
      return "Credentials[***]";
    }
  }

  /**
   * How long things may take (RFC 5321, 4.5.3.2 says what is polite).
   *
   * @param connect until the relay is connected
   * @param reply until a command is answered
   * @param endOfData until a letter is answered; giving up early makes duplicates
   */
  public record Patience(Duration connect, Duration reply, Duration endOfData) {}
}
