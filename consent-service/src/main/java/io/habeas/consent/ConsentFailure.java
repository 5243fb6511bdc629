package io.habeas.consent;

import io.habeas.problem.FailureException;
import io.habeas.problem.Kind;
import java.io.Serial;
import java.util.Map;

/** What this service refuses. */
public abstract sealed class ConsentFailure extends FailureException {

  @Serial private static final long serialVersionUID = 1L;

  private ConsentFailure(String code, String title, String detail, Map<String, Object> extensions) {
    super(Kind.UNPROCESSABLE, code, title, detail, extensions);
  }

  /** The registry has no such purpose, or the purpose does not use this channel. */
  public static final class UnknownPurpose extends ConsentFailure {
    @Serial private static final long serialVersionUID = 1L;

    public UnknownPurpose() {
      super(
          "unknown-purpose",
          "No such purpose or channel",
          "See GET /api/consent/v1/purposes for the purposes and the channels of each.",
          Map.of());
    }
  }

  /** The purpose rests on a contract or a duty: there is nothing to choose. */
  public static final class NoChoice extends ConsentFailure {
    @Serial private static final long serialVersionUID = 1L;

    /**
     * @param basis the legal basis that leaves no choice
     */
    public NoChoice(String basis) {
      super(
          "no-choice",
          "There is nothing to choose here",
          "This purpose does not rest on consent or legitimate interest, so it has no switch.",
          Map.of("legalBasis", basis));
    }
  }
}
