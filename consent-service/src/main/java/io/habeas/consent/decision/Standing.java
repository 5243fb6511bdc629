package io.habeas.consent.decision;

import io.habeas.consent.purpose.Channel;

/**
 * How things stand for one purpose and channel, for the person to see: a decision as it would be
 * made at any hour of the day.
 *
 * @param purpose the registry's name
 * @param channel the channel
 * @param on whether we may
 * @param rule the rule that says so
 */
public record Standing(String purpose, Channel channel, boolean on, Rule rule) {}
