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
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.eclipse.angus.mail.imap.IMAPStore;

/** A mailbox over IMAP, open as long as this is. Blocks. */
final class ImapMailbox {
  /** A message is fetched in pieces of this, so that a huge one costs no more than a small one. */
  private static final String PIECE = "65536";

  private static final int AT_ONCE = 200;

  private final BouncesConfig.Imap config;
  private final IMAPStore store;
  private final IMAPFolder folder;

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

  /** Some of what waits there, after a place; nothing at the end. */
  List<Waiting> after(long uid) throws MessagingException {
    Message[] all = folder.getMessagesByUID(uid + 1, UIDFolder.LASTUID);
    Message[] some =
        Arrays.stream(all)
            .filter(message -> message != null)
            .limit(AT_ONCE)
            .toArray(Message[]::new);
    FetchProfile wanted = new FetchProfile();
    wanted.add(FetchProfile.Item.FLAGS);
    wanted.add(UIDFolder.FetchProfileItem.UID);
    folder.fetch(some, wanted);
    List<Waiting> waiting = new ArrayList<>();
    for (Message message : some) {
      long place = folder.getUID(message);
      if (place > uid) {
        waiting.add(new Waiting((IMAPMessage) message, place, isOver(message)));
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
      case DELETE -> waiting.message().setFlag(Flags.Flag.DELETED, true);
      case FLAG -> waiting.message().setFlag(Flags.Flag.SEEN, true);
      case MOVE -> {
        Folder target = store.getFolder(config.processedFolder());
        if (!target.exists()) {
          target.create(Folder.HOLDS_MESSAGES);
        }
        folder.copyMessages(new Message[] {waiting.message()}, target);
        waiting.message().setFlag(Flags.Flag.DELETED, true);
      }
    }
    return true;
  }

  /** What cannot be processed stays for people to look at. */
  boolean leaveAlone(Waiting waiting) throws MessagingException {
    waiting.message().setFlag(Flags.Flag.FLAGGED, true);
    return true;
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
