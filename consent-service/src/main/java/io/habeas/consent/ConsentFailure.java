package io.habeas.consent;

import io.habeas.problem.FailureException;
import io.habeas.problem.Kind;
import java.io.Serial;
import java.util.Map;

/** What this service refuses. */
public abstract sealed class ConsentFailure extends FailureException {

  @Serial private static final long serialVersionUID = 1L;

  private ConsentFailure(String detail) {
    super(detail);
  }

  @Override
  public Kind kind() {
    return Kind.UNPROCESSABLE;
  }

  /** The registry has no such purpose, or the purpose does not use this channel. */
  public static final class UnknownPurpose extends ConsentFailure {
    @Serial private static final long serialVersionUID = 1L;

    public UnknownPurpose() {
      super("See GET /api/consent/v1/purposes for the purposes and the channels of each.");
    }

    @Override
    public String code() {
      return "unknown-purpose";
    }

    @Override
    public String title() {
      return "No such purpose or channel";
    }
  }

  /** The purpose rests on a contract or a duty: there is nothing to choose. */
  public static final class NoChoice extends ConsentFailure {
    @Serial private static final long serialVersionUID = 1L;

    private final String basis;

    /**
     * @param basis the legal basis that leaves no choice
     */
    public NoChoice(String basis) {
      super("This purpose does not rest on consent or legitimate interest, so it has no switch.");
      this.basis = basis;
    }

    @Override
    public String code() {
      return "no-choice";
    }

    @Override
    public String title() {
      return "There is nothing to choose here";
    }

    @Override
    public Map<String, Object> extensions() {
      return Map.of("legalBasis", basis);
    }
  }
}
