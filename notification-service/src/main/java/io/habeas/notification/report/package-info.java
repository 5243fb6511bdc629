/**
 * What a message that came back says of a notice: bounced, delayed, delivered, complained about, or
 * nothing of the kind. A pure function of bytes that takes whatever it is given, within bounds.
 */
@NullMarked
package io.habeas.notification.report;

import org.jspecify.annotations.NullMarked;
