package io.habeas.subject.contact;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A telephone number.
 *
 * @param value E.164: a plus sign and at most fifteen digits
 */
public record PhoneNumber(String value) implements ContactValue {

  private static final int LONGEST_INPUT = 40;

  /** Refuses what is not E.164; {@link #read} brings other notations into that form. */
  public PhoneNumber {
    if (!value.matches("\\+[1-9][0-9]{4,14}")) {
      throw new IllegalArgumentException("not an E.164 number");
    }
  }

  /**
   * The number in this text, if it is one.
   *
   * @param country where a number without country code is dialled (ISO 3166-1 alpha-2)
   */
  public static Optional<PhoneNumber> read(String text, @Nullable String country) {
    if (text.length() > LONGEST_INPUT) {
      return Optional.empty();
    }
    PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    try {
      Phonenumber.PhoneNumber number = numbers.parse(text, country);
      if (number.hasExtension() || !numbers.isPossibleNumber(number)) {
        return Optional.empty();
      }
      return Optional.of(new PhoneNumber(numbers.format(number, PhoneNumberFormat.E164)));
    } catch (NumberParseException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public ContactKind kind() {
    return ContactKind.PHONE;
  }

  @Override
  public String lookUpForm() {
    return value;
  }

  @Override
  public String masked() {
    return value.substring(0, 3) + "***" + value.substring(value.length() - 2);
  }

  @Override
  public String toString() {
    return "PhoneNumber[***]";
  }
}
