package io.habeas.notification.policy;

import java.time.Instant;

/** A policy: what its versions are versions of. */
public record PolicyDocument(String slug, String title, DocumentKind kind, Instant createdAt) {}
