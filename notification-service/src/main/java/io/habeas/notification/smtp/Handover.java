package io.habeas.notification.smtp;

/** What is known of a letter after it was offered to a relay. */
public sealed interface Handover {

  /** The relay took it, and with it the duty to deliver or to bounce (RFC 5321, 6.1). */
  record Accepted(Reply reply) implements Handover {}

  /** The relay said: not now. */
  record Deferred(Reply reply) implements Handover {}

  /** The relay said: never. This recipient, or this text; not the relay's whole service to us. */
  record Refused(Reply reply) implements Handover {}

  /** It cannot be sent over this relay, which was not asked. */
  record Unfit(Unfitness why) implements Handover {}

  /** The relay wants nothing from us now; the letter's text was never on the way. */
  record Unwelcome(Reply reply) implements Handover {}

  /** Its text was on the way and no answer came: the relay has it, or has not. */
  record InDoubt(String why) implements Handover {}

  /** Its text was never on the way. */
  record NotSent(String why) implements Handover {}

  /** Why a relay cannot take a letter. */
  enum Unfitness {
    /** It is larger than the relay says it takes (RFC 1870). */
    TOO_LARGE,
    /** An address beyond ASCII, and the relay has no SMTPUTF8 (RFC 6531). */
    NEEDS_SMTPUTF8,
    /** A text beyond ASCII, and the relay has no 8BITMIME (RFC 6152). */
    NEEDS_8BITMIME
  }
}
