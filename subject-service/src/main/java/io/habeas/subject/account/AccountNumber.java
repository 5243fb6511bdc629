package io.habeas.subject.account;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The number by which the company's systems know an account.
 *
 * @param value as it was given
 */
public record AccountNumber(String value) {

  /** Letters and digits of any script and a few signs between them; no address fits. */
  public static final Pattern FORM = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._#+-]{0,63}");

  /** What the form says, for people. */
  public static final String FORM_SAID =
      "must be an account number: at most 64 letters, digits and ._#+-";

  /** The form under which it is found: writing it in another case makes no other account. */
  public String lookUpForm() {
    return Normalizer.normalize(value, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return "AccountNumber[***]";
  }
}
