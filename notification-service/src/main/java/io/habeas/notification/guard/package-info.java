/**
 * The thirty days, as a pure function: no version in force before everybody affected has had notice
 * for that long.
 */
@NullMarked
package io.habeas.notification.guard;

import org.jspecify.annotations.NullMarked;
