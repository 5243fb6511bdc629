package io.habeas.subject.screening;

/**
 * One thing wrong with one field.
 *
 * @param field its path, {@code people[0].givenName}
 * @param code stable, in kebab-case
 * @param message what the field must be; never its content
 */
public record Finding(String field, String code, String message) {}
