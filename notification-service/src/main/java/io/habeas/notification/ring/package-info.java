/**
 * When somebody's telephone may ring for us, whoever calls and whatever for: not at night, and not
 * more than twice a day.
 */
@NullMarked
package io.habeas.notification.ring;

import org.jspecify.annotations.NullMarked;
