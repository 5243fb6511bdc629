/**
 * Speaks SMTP to a relay as fast as the relay listens (RFC 5321 with PIPELINING, STARTTLS, AUTH,
 * SIZE, 8BITMIME, SMTPUTF8 and enhanced status codes), one letter a recipient over long-lived
 * connections. What it says of a letter is certain: accepted, refused, deferred, never begun; or it
 * says that nobody knows.
 */
@NullMarked
package io.habeas.notification.smtp;

import org.jspecify.annotations.NullMarked;
