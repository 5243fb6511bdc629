/**
 * Text messages over SMPP 3.4: one bound session that is kept up, each text in as few parts as it
 * takes, and what becomes of every part as the centre tells it, whenever it does.
 */
@NullMarked
package io.habeas.notification.sms;

import org.jspecify.annotations.NullMarked;
