package io.habeas.consent.unsubscribe;

import io.habeas.consent.purpose.Channel;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Startup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tokens that let whoever has a mail end the mails of its purpose: subject, purpose and channel,
 * and a MAC over them. They say nothing that means anything elsewhere, and they do not expire: a
 * mail may be read years later.
 */
@Startup
@Singleton
public class UnsubscribeTokens {
  private static final int KEY = 32;
  private static final int MAC = 16;
  private static final Pattern TOKEN =
      Pattern.compile("([A-Za-z0-9_-]{22})~([a-z0-9-]{1,60})~([a-z-]{1,20})~([A-Za-z0-9_-]{22})");

  private final List<byte[]> keys = new ArrayList<>();

  /** What a token is for. */
  public record Meaning(UUID subjectId, String purpose, Channel channel, String name) {}

  @Inject
  UnsubscribeTokens(UnsubscribeConfig config, LaunchMode mode) {
    this(config.key(), config.formerKeys().orElse(List.of()), mode == LaunchMode.NORMAL);
  }

  UnsubscribeTokens(Optional<String> key, List<String> former, boolean isProduction) {
    if (key.isEmpty() && isProduction) {
      throw new IllegalStateException(
          "habeas.unsubscribe.key (HABEAS_UNSUBSCRIBE_KEY) is not set: production does not start"
              + " without the key of its unsubscribe links, base64 of 32 random bytes (openssl rand"
              + " -base64 32).");
    }
    keys.add(key.map(UnsubscribeTokens::read).orElseGet(UnsubscribeTokens::passing));
    former.forEach(each -> keys.add(read(each)));
  }

  /** The token for one person's mails of a purpose, fit for a path. */
  public String of(UUID subjectId, String purpose, Channel channel) {
    String about = encoded(bytes(subjectId)) + "~" + purpose + "~" + channel.label();
    return about + "~" + encoded(mac(keys.getFirst(), about));
  }

  /** What a token is for, if it is one of ours. */
  Optional<Meaning> meaning(String token) {
    Matcher matcher = TOKEN.matcher(token);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String about = token.substring(0, token.lastIndexOf('~'));
    byte[] mac = Base64.getUrlDecoder().decode(matcher.group(4));
    boolean isOurs = keys.stream().anyMatch(key -> MessageDigest.isEqual(mac(key, about), mac));
    if (!isOurs) {
      return Optional.empty();
    }
    ByteBuffer id = ByteBuffer.wrap(Base64.getUrlDecoder().decode(matcher.group(1)));
    return Channel.of(matcher.group(3))
        .map(
            channel ->
                new Meaning(
                    new UUID(id.getLong(), id.getLong()),
                    matcher.group(2),
                    channel,
                    matcher.group(4).replaceAll("[^A-Za-z0-9]", "").substring(0, 8)));
  }

  private static byte[] mac(byte[] key, String about) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update("unsubscribe ".getBytes(StandardCharsets.US_ASCII));
      return Arrays.copyOf(mac.doFinal(about.getBytes(StandardCharsets.US_ASCII)), MAC);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] read(String base64) {
    byte[] key = Base64.getDecoder().decode(base64.strip());
    if (key.length != KEY) {
      throw new IllegalStateException("habeas.unsubscribe.key is not of 32 bytes");
    }
    return key;
  }

  private static byte[] passing() {
    byte[] key = new byte[KEY];
    new SecureRandom().nextBytes(key);
    return key;
  }
}
