package io.habeas.notification.supplement;

import java.time.Instant;
import java.util.UUID;

/** An item that its subject is to be told of: what kind and where from, never what it says. */
record Supplement(
    UUID subjectId, UUID itemId, String category, String source, Instant collectedAt) {}
