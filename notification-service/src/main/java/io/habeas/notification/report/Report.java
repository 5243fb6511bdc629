package io.habeas.notification.report;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a message that came back says.
 *
 * @param status an enhanced status (RFC 3463) of a failure or delay; the type of a complaint
 * @param tokens what looks like a token of a return path, the envelope's first; none is believed
 *     before its signature is checked
 */
public record Report(Kind kind, @Nullable String status, List<String> tokens) {

  /** What it is about. */
  public enum Kind {
    /** It was not delivered and will not be. */
    FAILED,
    /** Not delivered yet; somebody goes on trying. */
    DELAYED,
    /** Somebody took it: delivered, relayed or expanded. */
    DELIVERED,
    /** The recipient calls it unwanted (RFC 5965). */
    COMPLAINT,
    /** An answer that a machine wrote: on holiday, received, read. */
    AUTOMATIC,
    /** The recipient's system wants us to prove that we are a person. */
    CHALLENGE,
    /** Nothing of the kind, or nobody can tell. */
    UNCLEAR;

    /** As metrics and the database write it. */
    public String slug() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  Report with(List<String> found) {
    return new Report(kind, status, found);
  }

  /** One that names no delivery. */
  public static Report of(Kind kind, @Nullable String status) {
    return new Report(kind, status, List.of());
  }
}
