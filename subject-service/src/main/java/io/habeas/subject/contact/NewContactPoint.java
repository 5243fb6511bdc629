package io.habeas.subject.contact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A valid contact point, not stored yet.
 *
 * @param value how the person is reached
 * @param verifiedAt when the person proved to have it
 */
public record NewContactPoint(ContactValue value, @Nullable Instant verifiedAt) {}
