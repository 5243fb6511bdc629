package io.habeas.local.mail;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * SMTP and IMAP on loopback. Every message becomes a file before it is accepted; only messages to
 * one of the mailboxes also stay in memory, where IMAP finds them. So ten thousand recipients cost
 * ten thousand files and no memory.
 */
public final class MailServer implements AutoCloseable {

  private static final String LOOPBACK = "127.0.0.1";

  private final GreenMail server;
  private final MessageFiles files;

  /** A server that is not started yet. */
  public MailServer(int smtpPort, int imapPort, Path directory, List<Mailbox> mailboxes) {
    this.files = new MessageFiles(directory);
    this.server =
        new GreenMail(
            new ServerSetup[] {
              new ServerSetup(smtpPort, LOOPBACK, ServerSetup.PROTOCOL_SMTP),
              new ServerSetup(imapPort, LOOPBACK, ServerSetup.PROTOCOL_IMAP)
            });
    GreenMailConfiguration configuration = GreenMailConfiguration.aConfig();
    mailboxes.forEach(box -> configuration.withUser(box.address(), box.address(), box.password()));
    server.withConfiguration(configuration);
  }

  /** Starts both servers; returns when they listen. */
  public void start() {
    server.start();
    server.getUserManager().setMessageDeliveryHandler(this::deliver);
  }

  /** The addresses whose mail is kept in memory. */
  List<String> mailboxes() {
    return server.getUserManager().listUser().stream().map(GreenMailUser::getEmail).toList();
  }

  /** Stops both servers. */
  @Override
  public void close() {
    server.stop();
  }

  private GreenMailUser deliver(MovingMessage message, MailAddress recipient)
      throws MessagingException, UserException {
    try {
      files.keep(message.getMessage(), recipient.getEmail());
    } catch (IOException e) {
      throw new MessagingException("the message cannot be written", e);
    }
    GreenMailUser box = server.getUserManager().getUserByEmail(withoutDetail(recipient.getEmail()));
    return box != null ? box : new Nobody(recipient.getEmail());
  }

  /** What follows a plus names no other mailbox (RFC 5233). */
  private static String withoutDetail(String address) {
    return address.replaceFirst("\\+[^@]*@", "@");
  }

  /**
   * Somebody who reads mail by IMAP.
   *
   * @param address also the login
   * @param password to sign in with
   */
  public record Mailbox(String address, String password) {}

  /** Runs until it is ended: {@code <smtp port> <imap port> <directory> <mailbox>...}. */
  public static void main(String... args) throws InterruptedException {
    String password = System.getenv("HABEAS_MAILBOX_PASSWORD");
    List<Mailbox> mailboxes =
        List.of(args).subList(3, args.length).stream()
            .map(address -> new Mailbox(address, password == null ? "" : password))
            .toList();
    try (MailServer server =
        new MailServer(
            Integer.parseInt(args[0]), Integer.parseInt(args[1]), Path.of(args[2]), mailboxes)) {
      server.start();
      Thread.currentThread().join();
    }
  }
}
