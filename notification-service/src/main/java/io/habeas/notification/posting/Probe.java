package io.habeas.notification.posting;

import java.time.Instant;

/**
 * One look at the public page.
 *
 * @param at security time: gaps are measured in it
 * @param businessAt business time: the cover's age is measured in it
 * @param shown whether the page showed the version's text
 */
public record Probe(Instant at, Instant businessAt, boolean shown) {}
