/**
 * Whether the policy page showed an announced version without a gap, as seen through the public
 * address. It covers those whom no mail reaches.
 */
@NullMarked
package io.habeas.notification.posting;

import org.jspecify.annotations.NullMarked;
