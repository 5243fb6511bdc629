package io.habeas.telemetry;

/** Shows a failure as it is, but for what its message may tell about a person. */
final class MaskedThrowable extends Throwable {

  private static final long serialVersionUID = 1L;
  private static final int DEEPEST = 12;

  private final String shown;

  private MaskedThrowable(Throwable original, String shown) {
    super(shown, null, false, true);
    this.shown = shown;
    setStackTrace(original.getStackTrace());
  }

  static MaskedThrowable of(Throwable original) {
    return of(original, 0);
  }

  private static MaskedThrowable of(Throwable original, int depth) {
    String message = original.getMessage();
    String name = original.getClass().getName();
    MaskedThrowable masked =
        new MaskedThrowable(
            original, message == null ? name : name + ": " + PersonalDataMask.mask(message));
    Throwable cause = original.getCause();
    if (cause != null && cause != original && depth < DEEPEST) {
      masked.initCause(of(cause, depth + 1));
    }
    return masked;
  }

  @Override
  public String toString() {
    return shown;
  }
}
