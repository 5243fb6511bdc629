package io.habeas.idempotency;

import org.jspecify.annotations.Nullable;

/**
 * What an operation answers, kept to be given again.
 *
 * @param status the HTTP status
 * @param location the path of what was created, if any
 * @param body what is sent as JSON; holds no personal data, for it is kept in clear
 */
public record Answer(int status, @Nullable String location, Object body) {

  /** 201 with the place of what was created. */
  public static Answer created(String location, Object body) {
    return new Answer(201, location, body);
  }

  /** 200. */
  public static Answer ok(Object body) {
    return new Answer(200, null, body);
  }
}
