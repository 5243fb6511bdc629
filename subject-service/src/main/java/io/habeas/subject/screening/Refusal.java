package io.habeas.subject.screening;

/**
 * Why a text is refused.
 *
 * @param code stable, in kebab-case, for error reports
 * @param message what the field must be; never its content
 */
public record Refusal(String code, String message) {

  static final Refusal CARD_NUMBER =
      new Refusal("card-number", "must not hold a payment card number; send the processor's token");
  static final Refusal CONTROL_CHARACTER =
      new Refusal("control-character", "must not hold control characters");
  static final Refusal NOT_UNICODE =
      new Refusal("lone-surrogate", "must be Unicode text without lone surrogates");
  static final Refusal HUGE_NUMBER =
      new Refusal("huge-number", "must not hold numbers beyond 15 digits or 1e±99");
}
