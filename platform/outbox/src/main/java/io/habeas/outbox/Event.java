package io.habeas.outbox;

import java.util.UUID;

/**
 * Something that happened to a subject.
 *
 * @param subjectId whom it concerns
 * @param type {@code noun.pastParticiple}, {@code subject.restricted}
 * @param data what a consumer needs to know, as JSON; never personal data
 */
public record Event(UUID subjectId, String type, Object data) {}
