/**
 * Automated calls through whoever makes them: we post what is to be said, signed as Standard
 * Webhooks has it, and are told by a signed callback what came of it.
 */
@NullMarked
package io.habeas.notification.autocall;

import org.jspecify.annotations.NullMarked;
