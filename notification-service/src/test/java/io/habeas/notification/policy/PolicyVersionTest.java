package io.habeas.notification.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.habeas.notification.NotificationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PolicyVersionTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Instant THEN = NOW.plus(Duration.ofDays(30));

  @Test
  void goesFromDraftToForceAndIsSuperseded() {
    PolicyVersion announced = draft("text").announce(THEN, null, DocumentKind.PRIVACY, NOW);
    PolicyVersion inForce = announced.comeIntoForce(THEN);
    PolicyVersion superseded = inForce.supersede(THEN.plusSeconds(1));

    assertThat(announced.state()).isEqualTo(VersionState.ANNOUNCED);
    assertThat(inForce.boundAt(THEN)).isTrue();
    assertThat(inForce.boundAt(THEN.minusNanos(1))).isFalse();
    assertThat(superseded.boundAt(THEN.plusSeconds(1))).isFalse();
    assertThat(superseded.textHash()).isEqualTo(announced.textHash());
  }

  @Test
  void aMomentTooLateIsTooLate() {
    assertThatThrownBy(
            () -> draft("text").announce(THEN.minusNanos(1000), null, DocumentKind.PRIVACY, NOW))
        .isInstanceOfSatisfying(
            NotificationFailure.AnnouncedTooLate.class,
            late ->
                assertThat(late.extensions()).containsEntry("earliestLawfulDate", THEN.toString()));
  }

  @Test
  void noStateIsEnteredTwice() {
    PolicyVersion announced = draft("text").announce(THEN, null, DocumentKind.PRIVACY, NOW);

    assertThatThrownBy(() -> announced.announce(THEN, null, DocumentKind.PRIVACY, NOW))
        .isInstanceOf(NotificationFailure.WrongState.class);
    assertThatThrownBy(() -> draft("text").comeIntoForce(NOW))
        .isInstanceOf(NotificationFailure.WrongState.class);
    assertThatThrownBy(() -> announced.begin(NOW))
        .isInstanceOf(NotificationFailure.WrongState.class);
  }

  @Test
  void theHashIsOfTheText() {
    assertThat(draft("text").announce(THEN, null, DocumentKind.PRIVACY, NOW).textHash())
        .isEqualTo(draft("text").announce(THEN, null, DocumentKind.PRIVACY, NOW).textHash())
        .isNotEqualTo(draft("text.").announce(THEN, null, DocumentKind.PRIVACY, NOW).textHash());
  }

  @Test
  void everybodyGetsALanguage() {
    PolicyVersion version = draft("text");

    assertThat(version.textFor(List.of("de-AT")).language()).isEqualTo("de");
    assertThat(version.textFor(List.of("ja", "de")).language()).isEqualTo("de");
    assertThat(version.textFor(List.of()).language()).isEqualTo("en");
  }

  private static PolicyVersion draft(String text) {
    return PolicyVersion.draft(
        new UUID(0, 1),
        "privacy",
        "2",
        Map.of(),
        Map.of(),
        List.of(PolicyText.written("de", "T", "S", text), PolicyText.written("en", "T", "S", text)),
        NOW);
  }
}
