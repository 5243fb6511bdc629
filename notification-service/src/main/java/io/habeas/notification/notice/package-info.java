/** What one subject was told, and the proof of it that verifies offline. */
@NullMarked
package io.habeas.notification.notice;

import org.jspecify.annotations.NullMarked;
