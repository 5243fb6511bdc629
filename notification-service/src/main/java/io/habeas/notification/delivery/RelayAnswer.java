package io.habeas.notification.delivery;

import org.jspecify.annotations.Nullable;

/**
 * What a relay answered to a notice: never its words, which may quote an address.
 *
 * @param code of SMTP, 250 for instance
 * @param status the enhanced status (RFC 3463), where the relay gives one
 */
public record RelayAnswer(int code, @Nullable String status) {}
