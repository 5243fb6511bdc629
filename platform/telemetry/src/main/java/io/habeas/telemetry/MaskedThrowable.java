package io.habeas.telemetry;

import org.jspecify.annotations.Nullable;

/** Shows a failure as it is, but for what its message may tell about a person. */
final class MaskedThrowable extends Throwable {

  private static final long serialVersionUID = 1L;
  private static final int DEEPEST = 12;

  private final String shown;

  private MaskedThrowable(Throwable original, String shown, @Nullable Throwable cause) {
    super(shown, cause, false, true);
    this.shown = shown;
    setStackTrace(original.getStackTrace());
  }

  static MaskedThrowable of(Throwable original) {
    return of(original, 0);
  }

  private static MaskedThrowable of(Throwable original, int depth) {
    String message = original.getMessage();
    String name = original.getClass().getName();
    Throwable cause = original.getCause();
    return new MaskedThrowable(
        original,
        message == null ? name : name + ": " + PersonalDataMask.mask(message),
        cause == null || cause == original || depth > DEEPEST ? null : of(cause, depth + 1));
  }

  @Override
  public String toString() {
    return shown;
  }
}
