/**
 * The way of a version from draft to force: announced thirty days ahead, told to everybody,
 * activated when the guard lets it.
 */
@NullMarked
package io.habeas.notification.announcement;

import org.jspecify.annotations.NullMarked;
