package io.habeas.notification.mailing;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the relay, kept open from message to message. Used by one thread at a time.
 * Whatever is odd about it, it is closed and the next message opens another.
 */
final class SmtpConnection implements AutoCloseable {
  /** Makes the message on this connection's session. */
  @FunctionalInterface
  interface Making {
    NoticeMessage message(Session session) throws MessagingException;
  }

  private final Session session;
  private final MailingConfig.Smtp relay;
  private @Nullable Transport transport;
  private int sent;

  SmtpConnection(Session session, MailingConfig.Smtp relay) {
    this.session = session;
    this.relay = relay;
  }

  /** Sends one message and tells what is known of it. */
  SendResult send(Making making) {
    NoticeMessage message;
    Address[] to;
    try {
      message = making.message(session);
      to = message.getAllRecipients();
    } catch (MessagingException e) {
      return new SendResult.Refused(e instanceof AddressException ? "bad-address" : "bad-message");
    }
    Transport open;
    try {
      open = open();
    } catch (MessagingException e) {
      close();
      return new SendResult.NotSent("no-relay");
    }
    try {
      open.sendMessage(message, to);
      sent++;
      return new SendResult.Accepted();
    } catch (SendFailedException e) {
      return judged(e);
    } catch (MessagingException e) {
      close();
      return new SendResult.Unknown(e.getCause() instanceof IOException ? "cut-off" : "no-answer");
    }
  }

  private SendResult judged(SendFailedException failure) {
    int code = code(failure);
    if (code >= 500) {
      return new SendResult.Refused("smtp-" + code);
    }
    if (code >= 400) {
      if (code == 421) {
        close();
      }
      return new SendResult.Deferred("smtp-" + code);
    }
    close();
    return new SendResult.Unknown("no-answer");
  }

  /** The relay's own word, which hides behind "invalid addresses". */
  private static int code(SendFailedException failure) {
    for (Exception at = failure;
        at != null;
        at = at instanceof MessagingException m ? m.getNextException() : null) {
      if (at instanceof SMTPAddressFailedException address) {
        return address.getReturnCode();
      }
      if (at instanceof SMTPSendFailedException whole
          && whole.getReturnCode() >= 400
          && whole.getNextException() == null) {
        return whole.getReturnCode();
      }
    }
    return -1;
  }

  private Transport open() throws MessagingException {
    if (transport != null && sent >= relay.messagesPerConnection()) {
      close();
    }
    if (transport == null) {
      Transport opened = session.getTransport("smtp");
      opened.connect(
          relay.host(), relay.port(), relay.username().orElse(null), relay.password().orElse(null));
      transport = opened;
      sent = 0;
    }
    return Optional.ofNullable(transport).orElseThrow();
  }

  @Override
  public void close() {
    Transport closing = transport;
    transport = null;
    if (closing != null) {
      try {
        closing.close();
      } catch (MessagingException e) {
        // It is gone either way.
      }
    }
  }
}
