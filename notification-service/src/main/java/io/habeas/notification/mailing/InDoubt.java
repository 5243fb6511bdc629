package io.habeas.notification.mailing;

/** What is done about a notice of which nobody knows whether the relay took it. */
public enum InDoubt {
  /**
   * It is sent again, under the same Message-ID: rather twice than never. A relay that never
   * answers gets it three times.
   */
  SEND_AGAIN,
  /**
   * It is not: it counts as not delivered, so the next channel or the page takes over. For those
   * who rather have it never than twice.
   */
  GIVE_UP;

  private static final int MOST = 3;

  /** Whether it may be sent once more after so many doubts. */
  boolean allowsAfter(int doubts) {
    return switch (this) {
      case SEND_AGAIN -> doubts < MOST;
      case GIVE_UP -> doubts < 1;
    };
  }

  /** Why such a delivery failed. */
  static final String REASON = "in-doubt";
}
