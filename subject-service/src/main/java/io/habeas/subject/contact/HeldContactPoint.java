package io.habeas.subject.contact;

import io.habeas.subject.vault.Digest;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is known of a stored contact point without opening it. */
public record HeldContactPoint(
    UUID subjectId, UUID id, Digest digest, @Nullable Instant verifiedAt) {}
