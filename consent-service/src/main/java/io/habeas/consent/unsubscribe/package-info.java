/**
 * Unsubscribing by a link of a mail (RFC 2369) or by one click of a mail program (RFC 8058): a
 * token is all that it takes, and it opens nothing else.
 */
@org.jspecify.annotations.NullMarked
package io.habeas.consent.unsubscribe;
