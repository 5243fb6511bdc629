/**
 * Hands notices to the mail relay over several reused connections, tells the witness what the relay
 * took, and then the rows. Killed anywhere between, the next run finds out what it can and sends
 * again, under the same Message-ID, what it cannot.
 */
@NullMarked
package io.habeas.notification.mailing;

import org.jspecify.annotations.NullMarked;
