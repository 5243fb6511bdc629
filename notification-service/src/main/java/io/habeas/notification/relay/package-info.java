/**
 * The mail relays that we may use, and which of them gets the next letters: by weight, around those
 * that are down, no faster than each was promised and than each domain bears.
 */
@NullMarked
package io.habeas.notification.relay;

import org.jspecify.annotations.NullMarked;
