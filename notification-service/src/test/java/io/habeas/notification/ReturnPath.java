package io.habeas.notification;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a letter of ours comes back to, as the relay wrote it down. */
public final class ReturnPath {
  private static final Pattern TOKEN = Pattern.compile("bounces\\+([0-9a-v]{53})@habeas\\.example");

  private ReturnPath() {}

  /** The token of the letter to somebody. */
  public static String tokenOf(String recipient) throws MessagingException {
    for (MimeMessage mail : Peers.relay().getReceivedMessages()) {
      if (mail.getAllRecipients() != null
          && mail.getAllRecipients()[0].toString().contains(recipient)) {
        Matcher token = TOKEN.matcher(mail.getHeader("Return-Path")[0]);
        assertThat(token.find()).isTrue();
        return token.group(1);
      }
    }
    throw new AssertionError("no mail to " + recipient);
  }
}
