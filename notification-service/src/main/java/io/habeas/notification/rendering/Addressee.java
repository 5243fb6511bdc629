package io.habeas.notification.rendering;

import io.habeas.notification.smtp.Mailbox;
import java.util.regex.Pattern;

/**
 * Whom a message is to.
 *
 * @param name as people write it, on one line; empty if nobody knows
 */
public record Addressee(Mailbox mailbox, String name) {
  private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\\p{Zl}\\p{Zp}\\uE000]+");

  /** No name begins a line of its own, in a header or in a greeting. */
  public Addressee {
    name = BREAKS.matcher(name).replaceAll(" ").strip();
  }

  /** Who it is stays out of logs. */
  @Override
  public String toString() {
    return "Addressee[***]";
  }
}
