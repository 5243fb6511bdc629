package io.habeas.notification.smtp;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A mailbox as an envelope names it (RFC 5321, 4.1.2; RFC 6531 for local parts beyond ASCII). It
 * holds nothing that could end a command: no control, no bracket outside of quotes.
 *
 * @param localPart as written, in quotes where it needs them
 * @param domain in its ASCII form
 */
public record Mailbox(String localPart, String domain) {
  private static final int LONGEST_LOCAL_PART = 64;
  private static final int LONGEST_DOMAIN = 253;
  private static final char LAST_ASCII = 0x7f;

  private static final String ATOM = "[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+";
  private static final String QUOTED = "\"(?:[ !#-\\[\\]-~]|\\\\[ -~])*\"";
  private static final Pattern LOCAL_PART =
      Pattern.compile("(?:" + ATOM + "(?:\\." + ATOM + ")*|" + QUOTED + ")");
  private static final Pattern DOMAIN =
      Pattern.compile(
          "(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)*"
              + "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

  /** The mailbox of that address, or nothing if it is none. */
  public static Optional<Mailbox> of(String address) {
    int at = address.lastIndexOf('@');
    if (at < 1) {
      return Optional.empty();
    }
    String localPart = address.substring(0, at);
    return ascii(address.substring(at + 1))
        .filter(domain -> isLocalPart(localPart))
        .map(domain -> new Mailbox(localPart, domain));
  }

  /**
   * The same with a detail behind a plus sign.
   *
   * @param detail letters and digits
   */
  public Mailbox with(String detail) {
    return new Mailbox(localPart + "+" + detail, domain);
  }

  /** Whether only a relay with SMTPUTF8 can take it. */
  public boolean needsUtf8() {
    return localPart.chars().anyMatch(each -> each > LAST_ASCII);
  }

  /** As it stands between the brackets of a command, and in a header. */
  public String address() {
    return localPart + "@" + domain;
  }

  /** Whose it is stays out of logs. */
  @Override
  public String toString() {
    return "***@" + domain;
  }

  private static boolean isLocalPart(String localPart) {
    return localPart.getBytes(StandardCharsets.UTF_8).length <= LONGEST_LOCAL_PART
        && (isCommon(localPart) || LOCAL_PART.matcher(localPart).matches());
  }

  /** Nearly all are, and that is seen sooner than by the pattern. */
  private static boolean isCommon(String localPart) {
    for (int i = 0; i < localPart.length(); i++) {
      char each = localPart.charAt(i);
      boolean plain =
          (each >= 'a' && each <= 'z')
              || (each >= '0' && each <= '9')
              || (each == '.'
                  && i > 0
                  && i + 1 < localPart.length()
                  && localPart.charAt(i - 1) != '.');
      if (!plain) {
        return false;
      }
    }
    return true;
  }

  private static Optional<String> ascii(String domain) {
    if (isDomain(domain)) {
      return Optional.of(domain);
    }
    try {
      return Optional.of(IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES)).filter(Mailbox::isDomain);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isDomain(String domain) {
    return domain.length() <= LONGEST_DOMAIN && DOMAIN.matcher(domain).matches();
  }
}
