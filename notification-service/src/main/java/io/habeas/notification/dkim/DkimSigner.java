package io.habeas.notification.dkim;

import io.habeas.clock.SecurityClock;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Puts a signature of each key in front of a message. Signed are the headers that a reader or a
 * mail program acts upon; those that may stand once are signed once more than they are there, so
 * that nobody adds another (RFC 6376, 8.15).
 */
@Singleton
public class DkimSigner {
  private static final Set<String> SIGNED =
      Set.of(
          "from",
          "to",
          "subject",
          "date",
          "message-id",
          "reply-to",
          "in-reply-to",
          "references",
          "mime-version",
          "content-type",
          "content-language",
          "auto-submitted",
          "list-unsubscribe",
          "list-unsubscribe-post");
  private static final Set<String> ONCE =
      Set.of("from", "to", "subject", "date", "reply-to", "content-type");
  private static final int LINE = 72;

  private final List<Key> keys;
  private final Supplier<Instant> clock;

  private record Key(String selector, String domain, SigningKey key) {}

  private record Header(String name, String canonical) {}

  @Inject
  DkimSigner(DkimConfig config, SecurityClock clock) {
    this(config, clock::now);
  }

  DkimSigner(DkimConfig config, Supplier<Instant> clock) {
    this.clock = clock;
    this.keys =
        new TreeMap<>(config.keys())
            .entrySet().stream().map(each -> key(each.getKey(), each.getValue())).toList();
  }

  private static Key key(String selector, DkimConfig.Key key) {
    return new Key(selector, key.domain(), SigningKey.read(key.file()));
  }

  /** The message with its signatures; as it was, if there are no keys. */
  public byte[] sign(byte[] message) {
    if (keys.isEmpty()) {
      return message;
    }
    int body = bodyOf(message);
    List<Header> headers = headers(message, body);
    try {
      String bodyHash =
          encoded(MessageDigest.getInstance("SHA-256").digest(Relaxed.body(message, body)));
      ByteArrayOutputStream signed = new ByteArrayOutputStream(message.length + 800);
      for (Key key : keys) {
        signed.writeBytes(signature(key, headers, bodyHash).getBytes(StandardCharsets.US_ASCII));
      }
      signed.writeBytes(message);
      return signed.toByteArray();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a message could not be signed", e);
    }
  }

  private String signature(Key key, List<Header> headers, String bodyHash)
      throws GeneralSecurityException {
    String unsigned =
        " v=1; a=%s; c=relaxed/relaxed; d=%s;\r\n s=%s; t=%d;\r\n h=%s;\r\n bh=%s;\r\n b="
            .formatted(
                key.key().algorithm(),
                key.domain(),
                key.selector(),
                clock.get().getEpochSecond(),
                String.join(":\r\n ", names(headers)),
                bodyHash);
    StringBuilder data = new StringBuilder();
    headers.forEach(each -> data.append(each.canonical()).append("\r\n"));
    data.append(Relaxed.header("DKIM-Signature", unsigned));
    byte[] signature = key.key().sign(data.toString().getBytes(StandardCharsets.UTF_8));
    return "DKIM-Signature:" + unsigned + folded(encoded(signature)) + "\r\n";
  }

  /** Lines of names, each in the order of the headers, then those that must not be added to. */
  private static List<String> names(List<Header> headers) {
    List<String> present = headers.stream().map(Header::name).toList();
    List<String> closed = ONCE.stream().sorted().toList();
    return List.of(String.join(":", present), String.join(":", closed));
  }

  /** The signed headers from the last to the first, as they are counted (RFC 6376, 5.4.2). */
  private static List<Header> headers(byte[] message, int body) {
    String[] lines =
        new String(message, 0, body, StandardCharsets.UTF_8).split("\r\n(?![ \t])", -1);
    List<Header> headers = new ArrayList<>();
    for (int i = lines.length - 1; i >= 0; i--) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        String name = lines[i].substring(0, colon).strip().toLowerCase(Locale.ROOT);
        if (SIGNED.contains(name)) {
          headers.add(new Header(name, Relaxed.header(name, lines[i].substring(colon + 1))));
        }
      }
    }
    return headers;
  }

  private static int bodyOf(byte[] message) {
    for (int i = 0; i + 3 < message.length; i++) {
      if (message[i] == '\r'
          && message[i + 1] == '\n'
          && message[i + 2] == '\r'
          && message[i + 3] == '\n') {
        return i + 4;
      }
    }
    return message.length;
  }

  private static String encoded(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static String folded(String text) {
    return text.replaceAll("(.{" + LINE + "})(?=.)", "$1\r\n ");
  }
}
