/**
 * The ways by which a message leaves: one small interface, which each channel implements and
 * nothing else needs to know more of.
 */
@NullMarked
package io.habeas.notification.carrier;

import org.jspecify.annotations.NullMarked;
