package io.habeas.notification.message;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Where an answer to a case's mail goes: {@code case+token@domain}. The token is the case's id and
 * eighty bits of a MAC over it, so that nobody writes into a case whose address was not given to
 * them; in lower-case base 32, since mail programs change case. It has 47 characters of the 64 that
 * RFC 5321 allows a local part.
 */
@Singleton
public class ReplyAddresses {
  private static final String DIGITS = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int ID = 16;
  private static final int MAC = 10;
  private static final Pattern ADDRESS =
      Pattern.compile("case\\+([a-z2-7]{42})(?:@.*)?", Pattern.DOTALL);

  private final List<byte[]> keys;
  private final String domain;

  @Inject
  ReplyAddresses(Seals seals, MessagesConfig config) {
    this(seals.derived("reply address"), config.replyDomain());
  }

  ReplyAddresses(List<byte[]> keys, String domain) {
    this.keys = keys;
    this.domain = domain;
  }

  /** The address of a case. */
  String of(UUID caseId) {
    byte[] id = bytes(caseId);
    byte[] token = ByteBuffer.allocate(ID + MAC).put(id).put(mac(keys.getFirst(), id)).array();
    return "case+" + encoded(token) + "@" + domain;
  }

  /**
   * The case that an address is of, if it is one of ours; its domain is the mail server's matter.
   */
  public Optional<UUID> caseOf(String address) {
    Matcher matcher = ADDRESS.matcher(address.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    byte[] token = decoded(matcher.group(1));
    byte[] id = Arrays.copyOf(token, ID);
    byte[] mac = Arrays.copyOfRange(token, ID, ID + MAC);
    boolean isOurs = keys.stream().anyMatch(key -> MessageDigest.isEqual(mac(key, id), mac));
    ByteBuffer read = ByteBuffer.wrap(id);
    return isOurs ? Optional.of(new UUID(read.getLong(), read.getLong())) : Optional.empty();
  }

  private static byte[] mac(byte[] key, byte[] id) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update("case".getBytes(StandardCharsets.US_ASCII));
      return Arrays.copyOf(mac.doFinal(id), MAC);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(ID)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  private static String encoded(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    int bits = 0;
    int waiting = 0;
    for (byte each : bytes) {
      waiting = waiting << 8 | each & 0xff;
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        text.append(DIGITS.charAt(waiting >> bits & 31));
        waiting &= (1 << bits) - 1;
      }
    }
    return bits == 0 ? text.toString() : text.append(DIGITS.charAt(waiting << 5 - bits)).toString();
  }

  /** Of 42 digits, the 26 bytes; two bits are left over. */
  private static byte[] decoded(String text) {
    ByteBuffer bytes = ByteBuffer.allocate(ID + MAC);
    int bits = 0;
    int waiting = 0;
    for (int i = 0; i < text.length(); i++) {
      waiting = waiting << 5 | DIGITS.indexOf(text.charAt(i));
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes.put((byte) (waiting >> bits));
        waiting &= (1 << bits) - 1;
      }
    }
    return bytes.array();
  }
}
