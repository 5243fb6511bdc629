/**
 * Who is affected: a snapshot of the subjects whom the changed sections concern, streamed bucket by
 * bucket from where it stopped.
 */
@NullMarked
package io.habeas.notification.audience;

import org.jspecify.annotations.NullMarked;
