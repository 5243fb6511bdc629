package io.habeas.notification.mailing;

/** What is done about a notice of which nobody knows whether the relay took it. */
public enum InDoubt {
  /** It is sent again, under the same Message-ID: rather twice than never. */
  SEND_AGAIN,
  /**
   * It is not: it counts as not delivered, so the next channel or the page takes over. For those
   * who rather have it never than twice.
   */
  GIVE_UP;

  /** Why such a delivery failed. */
  static final String REASON = "in-doubt";
}
