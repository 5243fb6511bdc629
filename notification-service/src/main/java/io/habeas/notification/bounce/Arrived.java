package io.habeas.notification.bounce;

/**
 * A message in a bounce mailbox.
 *
 * @param mailbox which one
 * @param uidValidity with {@code uid}, its place for good (RFC 3501, 2.3.1.1)
 * @param start the first bytes of it; of most, all
 */
record Arrived(String mailbox, long uidValidity, long uid, byte[] start) {}
