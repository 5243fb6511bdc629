package io.habeas.notification.mailing;

/** What the relay made of one message. */
sealed interface SendResult {
  /** It took it. */
  record Accepted() implements SendResult {}

  /** It said: later. */
  record Deferred(String reason) implements SendResult {}

  /** It said: never. */
  record Refused(String reason) implements SendResult {}

  /** It said nothing after it had the message, so it may have taken it. */
  record Unknown(String reason) implements SendResult {}

  /** It was not there; nothing was sent. */
  record NotSent(String reason) implements SendResult {}
}
