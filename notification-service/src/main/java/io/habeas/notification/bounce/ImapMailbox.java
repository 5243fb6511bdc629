package io.habeas.notification.bounce;

import io.habeas.notification.bounce.BouncesConfig.Afterwards;
import io.habeas.notification.bounce.BouncesConfig.Security;
import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.UIDFolder;
import jakarta.mail.URLName;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.eclipse.angus.mail.imap.protocol.BASE64MailboxEncoder;
import org.jspecify.annotations.Nullable;

/** A mailbox over IMAP, open as long as this is. Blocks. */
final class ImapMailbox {
  /** A message is fetched in pieces of this, so that a huge one costs no more than a small one. */
  private static final String PIECE = "65536";

  private final BouncesConfig.Imap config;
  private final IMAPStore store;
  private final IMAPFolder folder;

  /**
   * The number of the last message that was listed. Numbers stay while the folder is open, also
   * where somebody else expunges.
   */
  private int place;

  private ImapMailbox(BouncesConfig.Imap config, IMAPStore store, IMAPFolder folder) {
    this.config = config;
    this.store = store;
    this.folder = folder;
  }

  /** A message that waits there. */
  record Waiting(IMAPMessage message, long uid, boolean isOver) {}

  /**
   * Opens it.
   *
   * @param tls knows whom to trust, where the connection is a secure one
   */
  static ImapMailbox open(BouncesConfig.Imap config, SSLSocketFactory tls)
      throws MessagingException {
    IMAPStore store = store(config, tls);
    try {
      store.connect(
          host(config), config.port(), config.username().orElse(""), config.password().orElse(""));
      IMAPFolder folder = (IMAPFolder) store.getFolder(config.folder());
      folder.open(Folder.READ_WRITE);
      return new ImapMailbox(config, store, folder);
    } catch (MessagingException | RuntimeException e) {
      store.close();
      throw e;
    }
  }

  /** Without a look-up of providers, which a native executable could not make. */
  private static IMAPStore store(BouncesConfig.Imap config, SSLSocketFactory tls) {
    boolean fromTheFirst = config.security() == Security.TLS;
    String protocol = fromTheFirst ? "imaps" : "imap";
    String prefix = "mail." + protocol + ".";
    String patience = Long.toString(config.timeout().toMillis());
    Properties settings = new Properties();
    settings.setProperty(prefix + "connectiontimeout", patience);
    settings.setProperty(prefix + "timeout", patience);
    settings.setProperty(prefix + "writetimeout", patience);
    settings.setProperty(prefix + "partialfetch", "true");
    settings.setProperty(prefix + "fetchsize", PIECE);
    settings.setProperty(prefix + "peek", "true");
    settings.setProperty(prefix + "ssl.checkserveridentity", "true");
    settings.put(prefix + "ssl.socketFactory", tls);
    boolean starttls = config.security() == Security.STARTTLS;
    settings.setProperty(prefix + "starttls.enable", Boolean.toString(starttls));
    settings.setProperty(prefix + "starttls.required", Boolean.toString(starttls));
    URLName where = new URLName(protocol, host(config), config.port(), null, null, null);
    return new Imap(Session.getInstance(settings), where, protocol, fromTheFirst);
  }

  private static String host(BouncesConfig.Imap config) {
    return config.host().orElseThrow();
  }

  /** Names the protocol, as nobody looks it up. */
  private static final class Imap extends IMAPStore {
    Imap(Session session, URLName where, String name, boolean tls) {
      super(session, where, name, tls);
    }
  }

  long uidValidity() throws MessagingException {
    return folder.getUIDValidity();
  }

  /**
   * Some more of what waits there, what came meanwhile included; nothing at the end. By numbers and
   * not by UIDs: each message is listed once, however many there are.
   */
  List<Waiting> next() throws MessagingException {
    List<Waiting> waiting = new ArrayList<>();
    int there = folder.getMessageCount();
    while (waiting.isEmpty() && place < there) {
      Message[] some = folder.getMessages(place + 1, Math.min(there, place + config.atOnce()));
      place += some.length;
      FetchProfile wanted = new FetchProfile();
      wanted.add(FetchProfile.Item.FLAGS);
      wanted.add(UIDFolder.FetchProfileItem.UID);
      folder.fetch(some, wanted);
      for (Message message : some) {
        if (!message.isExpunged()) {
          waiting.add(new Waiting((IMAPMessage) message, folder.getUID(message), isOver(message)));
        }
      }
    }
    return waiting;
  }

  /** Whether it was left alone before, or is done. Seen by a person it is not, unless it stays. */
  private boolean isOver(Message message) throws MessagingException {
    return message.isSet(Flags.Flag.FLAGGED)
        || message.isSet(Flags.Flag.DELETED)
        || (config.afterwards() == Afterwards.FLAG && message.isSet(Flags.Flag.SEEN));
  }

  /** Whether the server still answers. */
  boolean isOpen() {
    return folder.isOpen();
  }

  /** The beginning of a message. */
  byte[] start(Waiting waiting) throws MessagingException, IOException {
    waiting.message().setPeek(true);
    try (InputStream in = waiting.message().getMimeStream()) {
      return in.readNBytes(config.most());
    }
  }

  /** What is done goes, or is marked. */
  boolean done(Waiting waiting) throws MessagingException {
    switch (config.afterwards()) {
      case DELETE -> mark(waiting, "\\Deleted");
      case FLAG -> mark(waiting, "\\Seen");
      case MOVE -> {
        Folder target = store.getFolder(config.processedFolder());
        if (!target.exists()) {
          target.create(Folder.HOLDS_MESSAGES);
        }
        Argument name = new Argument();
        name.writeString(BASE64MailboxEncoder.encode(target.getFullName()));
        command("UID COPY " + waiting.uid(), name);
        mark(waiting, "\\Deleted");
      }
    }
    return true;
  }

  /** What cannot be processed stays for people to look at. */
  boolean leaveAlone(Waiting waiting) throws MessagingException {
    mark(waiting, "\\Flagged");
    return true;
  }

  /** By its UID: a number may be another message's by now, if a server has not said so. */
  private void mark(Waiting waiting, String flag) throws MessagingException {
    command("UID STORE %d +FLAGS.SILENT (%s)".formatted(waiting.uid(), flag), null);
  }

  private void command(String command, @Nullable Argument argument) throws MessagingException {
    folder.doCommand(
        protocol -> {
          protocol.simpleCommand(command, argument);
          return true;
        });
  }

  /** Closes it; what was marked to be deleted goes now. */
  boolean closed() throws MessagingException {
    try {
      folder.close(true);
    } finally {
      store.close();
    }
    return true;
  }
}
