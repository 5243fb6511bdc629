package io.habeas.notification.bounce;

import java.time.Duration;
import java.util.Optional;

/** Settings of a mailbox that tests read. */
record TestImap(
    int port,
    BouncesConfig.Security security,
    String user,
    BouncesConfig.Afterwards afterwards,
    Duration timeout)
    implements BouncesConfig.Imap {
  /** What every user's password is. */
  static final String PASSWORD = "secret";

  @Override
  public Optional<String> host() {
    return Optional.of("127.0.0.1");
  }

  @Override
  public Optional<String> username() {
    return Optional.of(user);
  }

  @Override
  public Optional<String> password() {
    return Optional.of(PASSWORD);
  }

  @Override
  public String folder() {
    return "INBOX";
  }

  @Override
  public String processedFolder() {
    return "Processed";
  }

  @Override
  public int atOnce() {
    return 8;
  }

  @Override
  public int most() {
    return 262_144;
  }
}
