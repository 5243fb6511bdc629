package io.habeas.notification.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who has been told by a campaign, in numbers.
 *
 * @param inTime the relay took the notice at the cut-off or before
 * @param late it took it after
 * @param lastAt when it took the last one
 * @param failing no mail reaches them
 * @param waiting nothing has been sent yet, or nobody knows
 */
public record Told(long inTime, long late, @Nullable Instant lastAt, long failing, long waiting) {}
