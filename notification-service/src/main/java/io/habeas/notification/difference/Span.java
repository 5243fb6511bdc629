package io.habeas.notification.difference;

/** A piece of a block, to the letter. */
public record Span(Change change, String text) {}
