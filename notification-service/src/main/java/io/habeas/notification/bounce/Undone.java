package io.habeas.notification.bounce;

import java.time.Instant;

/**
 * What a failure for good did to a delivery that had been accepted.
 *
 * @param status enhanced (RFC 3463), or what the channel has for it
 * @param reason what the delivery keeps of it
 * @param at business time
 * @param takenBack whether the acceptance was, or stands as the version bound already
 */
record Undone(Returned of, String status, String reason, Instant at, boolean takenBack) {}
