/**
 * Makes the bytes of a message. What is the same for everybody is written once for each language;
 * what differs from person to person is a few slots, filled by copying.
 */
@NullMarked
package io.habeas.notification.rendering;

import org.jspecify.annotations.NullMarked;
