/**
 * One person, one notice: the rows that say what became of it. Claimed with leases; nobody is
 * missed, and twice only what was in flight when a claim was lost.
 */
@NullMarked
package io.habeas.notification.delivery;

import org.jspecify.annotations.NullMarked;
