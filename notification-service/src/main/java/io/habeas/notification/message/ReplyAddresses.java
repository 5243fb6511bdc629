package io.habeas.notification.message;

import io.habeas.notification.token.Base32;
import io.habeas.notification.token.Signature;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an answer to a case's mail goes: {@code case+token@domain}. The token is the case's id and
 * eighty bits of a MAC over it, so that nobody writes into a case whose address was not given to
 * them; in lower-case base 32, since mail programs change case. It has 47 characters of the 64 that
 * RFC 5321 allows a local part.
 */
@Singleton
public class ReplyAddresses {
  private static final int MAC = 10;
  private static final byte[] USE = "case".getBytes(StandardCharsets.US_ASCII);
  private static final Pattern ADDRESS =
      Pattern.compile("case\\+([0-9a-v]{42})(?:@.*)?", Pattern.DOTALL);

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
    byte[] id = Signature.bytes(caseId);
    byte[] mac = Signature.of(keys.getFirst(), MAC, USE, id);
    byte[] token = ByteBuffer.allocate(Signature.ID + MAC).put(id).put(mac).array();
    return "case+" + Base32.encode(token) + "@" + domain;
  }

  /**
   * The case that an address is of, if it is one of ours; its domain is the mail server's matter.
   */
  public Optional<UUID> caseOf(String address) {
    Matcher matcher = ADDRESS.matcher(address.strip().toLowerCase(Locale.ROOT));
    return matcher.matches()
        ? Base32.decode(matcher.group(1), Signature.ID + MAC).flatMap(this::read)
        : Optional.empty();
  }

  private Optional<UUID> read(byte[] token) {
    byte[] id = Arrays.copyOf(token, Signature.ID);
    byte[] mac = Arrays.copyOfRange(token, Signature.ID, token.length);
    ByteBuffer caseId = ByteBuffer.wrap(id);
    return Signature.holds(keys, mac, USE, id)
        ? Optional.of(new UUID(caseId.getLong(), caseId.getLong()))
        : Optional.empty();
  }
}
