package io.habeas.notification.delivery;

/**
 * How many deliveries of a channel are not settled.
 *
 * @param due how many of them could be claimed now
 */
public record Waiting(long waiting, long due) {}
