package io.habeas.subject.vault;

import java.io.Serial;

/**
 * A ciphertext that was altered or moved, or whose key is another one. Never the caller's fault.
 */
public final class DoesNotOpenException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  DoesNotOpenException(Place place) {
    super("the field " + place.field() + " of item " + place.item() + " does not open");
  }
}
