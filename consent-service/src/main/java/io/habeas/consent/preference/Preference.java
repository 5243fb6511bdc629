package io.habeas.consent.preference;

import io.habeas.consent.purpose.Channel;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One choice, as it was made.
 *
 * @param version its id, UUIDv7; a decision names it as evidence
 * @param subjectId whose choice it is
 * @param purpose the registry's name
 * @param channel by which contact, or sharing, it speaks of
 * @param choice what was chosen
 * @param via how it reached us
 * @param actor who recorded it, as {@code Caller.id()}
 * @param evidence the ticket, call or case that shows it; no personal data
 * @param at when, business time
 */
public record Preference(
    UUID version,
    UUID subjectId,
    String purpose,
    Channel channel,
    Choice choice,
    Via via,
    String actor,
    @Nullable String evidence,
    Instant at) {}
