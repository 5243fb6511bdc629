package io.habeas.notification.bounce;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of return paths and of the mailbox that they lead to, {@code habeas.bounces.*}. */
@ConfigMapping(prefix = "habeas.bounces")
public interface BouncesConfig {
  /**
   * Signs the tokens of return paths: base64 of 32 bytes or more. Without it letters leave under
   * the plain address and nothing that comes back is believed.
   */
  Optional<String> key();

  /** Keys of before, still believed: bounces of older mails come for days. */
  Optional<List<String>> formerKeys();

  /** How often the mailbox is looked into. */
  @WithDefault("PT15S")
  Duration every();

  /** The mailbox. */
  Imap imap();

  /** Where the mailbox is, and what becomes of what was read. */
  interface Imap {
    /** Its server; nothing is read without it. */
    Optional<String> host();

    /** Its port. */
    @WithDefault("993")
    int port();

    /** How the connection is secured. Credentials go over a plain one only if that is asked for. */
    @WithDefault("tls")
    Security security();

    /** As whom it is read. */
    Optional<String> username();

    /** With which secret. */
    Optional<String> password();

    /** The folder that is read. */
    @WithDefault("INBOX")
    String folder();

    /** What becomes of a message that was processed. */
    @WithDefault("delete")
    Afterwards afterwards();

    /** Where it is moved, if it is. */
    @WithDefault("Processed")
    String processedFolder();

    /** How much of a message is read, in bytes; the report comes first, our own text after. */
    @WithDefault("262144")
    int most();

    /**
     * How many messages are listed at a time. The witness is told once for all of them what came of
     * them, and then they are let go.
     */
    @WithDefault("200")
    int atOnce();

    /** How long the server may be silent. */
    @WithDefault("PT30S")
    Duration timeout();
  }

  /** How a connection is secured. */
  enum Security {
    NONE,
    STARTTLS,
    TLS
  }

  /** What becomes of a message that was processed. */
  enum Afterwards {
    DELETE,
    /** Marked as seen, and left where it is. */
    FLAG,
    MOVE
  }
}
