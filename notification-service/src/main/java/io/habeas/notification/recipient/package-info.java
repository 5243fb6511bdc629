/**
 * Whom a notice goes to, asked for at the moment of sending and forgotten with it: the decision
 * that we may contact them and their address. Nothing of it is stored or logged.
 */
@NullMarked
package io.habeas.notification.recipient;

import org.jspecify.annotations.NullMarked;
