package io.habeas.notification.mailing;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedDeque;

/** The relay and the open connections to it, lent to one lane at a time. */
@Singleton
class Relay {
  private final MailingConfig config;
  private final Session session;
  private final InternetAddress from;
  private final ConcurrentLinkedDeque<SmtpConnection> idle = new ConcurrentLinkedDeque<>();

  Relay(MailingConfig config) {
    this.config = config;
    this.session = Session.getInstance(properties(config));
    this.from = sender(config.from());
  }

  InternetAddress from() {
    return from;
  }

  SmtpConnection borrow() {
    SmtpConnection known = idle.pollFirst();
    return known == null ? new SmtpConnection(session, config.smtp()) : known;
  }

  void giveBack(SmtpConnection connection) {
    idle.addFirst(connection);
  }

  /** Closes what nobody uses: a relay hangs up on those who keep silent. */
  @PreDestroy
  void closeIdle() {
    for (SmtpConnection each = idle.pollFirst(); each != null; each = idle.pollFirst()) {
      each.close();
    }
  }

  private static InternetAddress sender(String from) {
    try {
      InternetAddress address = new InternetAddress(from, true);
      address.validate();
      return address;
    } catch (MessagingException e) {
      throw new IllegalStateException("habeas.mailing.from is not an address", e);
    }
  }

  private static Properties properties(MailingConfig config) {
    MailingConfig.Smtp smtp = config.smtp();
    Properties properties = new Properties();
    properties.setProperty("mail.smtp.connectiontimeout", millis(smtp.connectTimeout()));
    properties.setProperty("mail.smtp.timeout", millis(smtp.readTimeout()));
    properties.setProperty("mail.smtp.writetimeout", millis(smtp.readTimeout()));
    properties.setProperty("mail.smtp.auth", Boolean.toString(smtp.username().isPresent()));
    properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(smtp.startTls()));
    properties.setProperty("mail.smtp.starttls.required", Boolean.toString(smtp.startTls()));
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    properties.setProperty("mail.smtp.quitwait", "false");
    // The name of this machine is nobody's business.
    properties.setProperty("mail.smtp.localhost", config.messageIdDomain());
    config.bounces().ifPresent(address -> properties.setProperty("mail.smtp.from", address));
    return properties;
  }

  private static String millis(java.time.Duration duration) {
    return Long.toString(duration.toMillis());
  }
}
