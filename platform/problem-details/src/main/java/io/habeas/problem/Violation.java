package io.habeas.problem;

/**
 * One bad field of a request.
 *
 * @param field its path in the request, {@code people[0].givenName}
 * @param message what it must be; never the value that was sent
 */
public record Violation(String field, String message) {}
