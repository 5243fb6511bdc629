package io.habeas.notification.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When those who wait are tried again; security time.
 *
 * @param last the last of them
 * @param after how many after the moment that was asked about
 */
public record Attempts(@Nullable Instant last, long after) {}
