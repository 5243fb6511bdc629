/**
 * Tokens within mail addresses: base 32, since mail programs change case, and a short signature,
 * since a local part has 64 octets.
 */
@NullMarked
package io.habeas.notification.token;

import org.jspecify.annotations.NullMarked;
