package io.habeas.notification.bounce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Return paths name their delivery, and nobody else can write one. */
class BounceTokensTest {
  private static final String KEY = key('a');

  private final BounceTokens tokens = tokens(Map.of("habeas.bounces.key", KEY));

  @Property(tries = 500)
  void aTokenNamesItsDeliveryAndNoOther(
      @ForAll long one, @ForAll long other, @ForAll @IntRange(min = 1, max = 255) int attempt) {
    UUID campaign = new UUID(one, other);
    UUID subject = new UUID(other, one);
    String token = tokens.of(campaign, subject, attempt);

    BounceTokens.Claimed claimed = BounceTokens.read(token).orElseThrow();

    assertThat(token).hasSize(53).matches("[0-9a-v]+");
    assertThat(claimed.subjectId()).isEqualTo(subject);
    assertThat(claimed.attempt()).isEqualTo(attempt);
    assertThat(tokens.isOurs(claimed, campaign)).isTrue();
    assertThat(tokens.isOurs(claimed, new UUID(one, ~other))).isFalse();
  }

  @Property(tries = 500)
  void aTokenOfWhichACharacterIsChangedIsNotOurs(
      @ForAll @IntRange(min = 0, max = 52) int at, @ForAll @IntRange(min = 1, max = 31) int by) {
    UUID campaign = UUID.randomUUID();
    String alphabet = "0123456789abcdefghijklmnopqrstuv";
    StringBuilder token = new StringBuilder(tokens.of(campaign, UUID.randomUUID(), 1));
    int digit = alphabet.indexOf(token.charAt(at));
    token.setCharAt(at, alphabet.charAt((digit + by) % 32));

    Optional<BounceTokens.Claimed> read = BounceTokens.read(token.toString());

    assertThat(read.filter(claimed -> tokens.isOurs(claimed, campaign))).isEmpty();
  }

  @Test
  void aKeyThatWasReplacedIsStillBelievedAndASrangersIsNot() {
    UUID campaign = UUID.randomUUID();
    String before = tokens.of(campaign, UUID.randomUUID(), 1);
    BounceTokens rotated =
        tokens(Map.of("habeas.bounces.key", key('b'), "habeas.bounces.former-keys", KEY));
    BounceTokens stranger = tokens(Map.of("habeas.bounces.key", key('c')));

    BounceTokens.Claimed claimed = BounceTokens.read(before).orElseThrow();

    assertThat(rotated.isOurs(claimed, campaign)).isTrue();
    assertThat(stranger.isOurs(claimed, campaign)).isFalse();
    assertThat(rotated.of(campaign, claimed.subjectId(), 1)).isNotEqualTo(before);
  }

  @Test
  void settingsUnderWhichNothingCouldBeBelievedStopTheService() {
    assertThatThrownBy(
            () ->
                tokens(
                    Map.of(
                        "habeas.bounces.imap.host", "h",
                        "habeas.bounces.imap.username", "u",
                        "habeas.bounces.imap.password", "p")))
        .hasMessageContaining("habeas.bounces.key");
    assertThatThrownBy(() -> tokens(Map.of("habeas.bounces.key", "c2hvcnQ=")))
        .hasMessageContaining("shorter than 32 bytes");
    assertThatThrownBy(() -> new ReturnPaths(Optional.of("far-too-long@habeas.example"), tokens))
        .hasMessageContaining("too long for a token");
  }

  @Test
  void withoutAKeyLettersLeaveUnderThePlainAddress() {
    ReturnPaths paths = new ReturnPaths(Optional.of("bounces@habeas.example"), tokens(Map.of()));

    assertThat(paths.of(UUID.randomUUID(), UUID.randomUUID(), 1).orElseThrow().address())
        .isEqualTo("bounces@habeas.example");
  }

  private static BounceTokens tokens(Map<String, String> settings) {
    return new BounceTokens(
        new SmallRyeConfigBuilder()
            .withMapping(BouncesConfig.class)
            .withSources(new PropertiesConfigSource(new HashMap<>(settings), "test", 100))
            .build()
            .getConfigMapping(BouncesConfig.class));
  }

  private static String key(char of) {
    return Base64.getEncoder().encodeToString(String.valueOf(of).repeat(32).getBytes());
  }
}
