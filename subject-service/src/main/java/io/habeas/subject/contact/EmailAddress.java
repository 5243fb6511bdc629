package io.habeas.subject.contact;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * An e-mail address (RFC 5321 sizes, RFC 6531 letters), kept exactly as it was given.
 *
 * @param value local part, {@code @}, domain
 */
public record EmailAddress(String value) implements ContactValue {

  private static final int LONGEST = 254;
  private static final int LONGEST_LOCAL_PART = 64;
  private static final String NOT_IN_LOCAL_PART = "\"(),:;<>@[\\]";

  /** Refuses what is not an address; {@link #read} asks first. */
  public EmailAddress {
    if (!isAddress(value)) {
      throw new IllegalArgumentException("not an e-mail address");
    }
  }

  /** The address in this text, if it is one. */
  public static Optional<EmailAddress> read(String text) {
    return isAddress(text) ? Optional.of(new EmailAddress(text)) : Optional.empty();
  }

  private static boolean isAddress(String text) {
    int at = text.lastIndexOf('@');
    return text.length() <= LONGEST
        && at > 0
        && isLocalPart(text.substring(0, at))
        && isDomain(text.substring(at + 1));
  }

  private static boolean isLocalPart(String local) {
    return local.length() <= LONGEST_LOCAL_PART
        && !local.startsWith(".")
        && !local.endsWith(".")
        && !local.contains("..")
        && local.codePoints().allMatch(EmailAddress::fitsLocalPart);
  }

  private static boolean fitsLocalPart(int letter) {
    return NOT_IN_LOCAL_PART.indexOf(letter) < 0
        && !Character.isWhitespace(letter)
        && !Character.isSpaceChar(letter)
        && !Character.isISOControl(letter)
        && Character.getType(letter) != Character.SURROGATE;
  }

  private static boolean isDomain(String domain) {
    String ascii = ascii(domain);
    return ascii.contains(".")
        && ascii.length() <= 253
        && ascii.matches("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9-]{2,63}");
  }

  /** The domain as DNS has it; empty when it cannot be one. */
  private static String ascii(String domain) {
    if (domain.isEmpty() || domain.length() > 253) {
      return "";
    }
    try {
      String nfkc = Normalizer.normalize(domain, Normalizer.Form.NFKC);
      return IDN.toASCII(nfkc, IDN.ALLOW_UNASSIGNED | IDN.USE_STD3_ASCII_RULES)
          .toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return "";
    }
  }

  @Override
  public ContactKind kind() {
    return ContactKind.EMAIL;
  }

  /** NFKC and case-folded; the domain in its ASCII form. */
  @Override
  public String lookUpForm() {
    int at = value.lastIndexOf('@');
    return CaseFolding.foldedNfkc(value.substring(0, at)) + "@" + ascii(value.substring(at + 1));
  }

  @Override
  public String masked() {
    int first = value.offsetByCodePoints(0, 1);
    String domain = value.substring(value.lastIndexOf('@') + 1);
    return value.substring(0, first)
        + "***@"
        + domain.substring(0, domain.offsetByCodePoints(0, 1))
        + "***"
        + domain.substring(domain.lastIndexOf('.'));
  }

  @Override
  public String toString() {
    return "EmailAddress[***]";
  }
}
