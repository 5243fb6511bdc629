/**
 * Messages to one person each, asked for by other services and by the desk: queued in the
 * transaction that asks, sent once by any number of replicas, and never in each other's way. What
 * fails for reasons of its own is set aside for a person to look at.
 */
@NullMarked
package io.habeas.notification.message;

import org.jspecify.annotations.NullMarked;
