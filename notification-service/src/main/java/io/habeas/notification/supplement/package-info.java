/**
 * Telling people of data about them that did not come from them (GDPR Art. 14): within a month, or
 * with the first thing that is said to them, or when it is first disclosed, whatever comes first;
 * once, in one message for all that waits.
 */
@NullMarked
package io.habeas.notification.supplement;

import org.jspecify.annotations.NullMarked;
