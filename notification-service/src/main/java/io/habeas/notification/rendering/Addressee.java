package io.habeas.notification.rendering;

import io.habeas.notification.smtp.Mailbox;

/**
 * Whom a message is to.
 *
 * @param name as people write it, on one line; empty if nobody knows
 */
public record Addressee(Mailbox mailbox, String name) {
  /** No name begins a line of its own, in a header or in a greeting. */
  public Addressee {
    name = name.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}\\uE000]+", " ").strip();
  }

  /** Who it is stays out of logs. */
  @Override
  public String toString() {
    return "Addressee[***]";
  }
}
