/** What other services tell of subjects: since when they are with us, and that they are gone. */
@NullMarked
package io.habeas.notification.event;

import org.jspecify.annotations.NullMarked;
