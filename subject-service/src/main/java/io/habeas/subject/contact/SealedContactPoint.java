package io.habeas.subject.contact;

/** A contact point ready to be stored. */
public record SealedContactPoint(ContactChange.Fresh point, byte[] sealed) {}
