package io.habeas.notification.smtp;

/** The relay's answers to an envelope: to MAIL, RCPT and DATA. */
record Opening(Reply mail, Reply recipient, Reply data) {
  private static final int SEND_TEXT = 354;
  private static final int TOO_LARGE = 552;

  /** Whether the text may follow. */
  boolean isGo() {
    return mail.isDone() && recipient.isDone() && wantsText();
  }

  /** Some relays ask for the text of a letter that they refused (RFC 2920, 3.1). */
  boolean wantsText() {
    return data.code() == SEND_TEXT;
  }

  /** The first answer that was not yes. */
  Reply refusal() {
    if (!mail.isDone()) {
      return mail;
    }
    return recipient.isDone() ? data : recipient;
  }

  /**
   * Whether it is us whom the relay does not want, now or ever: neither recipient nor text can help
   * it.
   */
  boolean isUnwelcome() {
    return isClosing() || (!mail.isDone() && !mail.isTransient() && mail.code() != TOO_LARGE);
  }

  boolean isClosing() {
    return mail.code() == Reply.CLOSING
        || recipient.code() == Reply.CLOSING
        || data.code() == Reply.CLOSING;
  }
}
