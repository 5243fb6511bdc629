package io.habeas.ledger.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.habeas.ledger.merkle.Hashes;
import java.util.Base64;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SignedNoteTest {
  /** RFC 8032, 7.1, test 1. */
  private static final String SEED =
      Base64.getEncoder()
          .encodeToString(
              HexFormat.of()
                  .parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));

  private static final Checkpoint CHECKPOINT =
      new Checkpoint("habeas/notification-service/2026", 7, Hashes.empty());

  private final NoteSigner signer = NoteSigner.of(SEED);

  @Test
  void theSeedOfTheRfcHasThePublicKeyOfTheRfc() {
    assertThat(HexFormat.of().formatHex(signer.key("any").key()))
        .isEqualTo("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
  }

  @Test
  void readsBackWhatItWrote() {
    SignedNote note = signer.sign(CHECKPOINT);

    SignedNote read = SignedNote.parse(note.text());

    assertThat(read.text()).isEqualTo(note.text());
    assertThat(read.isBy(signer.key(CHECKPOINT.origin()))).isTrue();
    assertThat(NoteKey.parse(signer.key("habeas/x/2026").text()).text())
        .isEqualTo(signer.key("habeas/x/2026").text());
  }

  @Test
  void equalCheckpointsGiveEqualNotes() {
    assertThat(signer.sign(CHECKPOINT).text()).isEqualTo(signer.sign(CHECKPOINT).text());
  }

  @Test
  void anotherKeyOrAnotherLogDidNotSignIt() {
    SignedNote note = signer.sign(CHECKPOINT);

    assertThat(note.isBy(NoteSigner.random().key(CHECKPOINT.origin()))).isFalse();
    assertThat(note.isBy(signer.key("habeas/notification-service/2027"))).isFalse();
  }

  @Property(tries = 300)
  void aChangedCharacterIsNoticed(
      @ForAll @IntRange(max = 10_000) int place, @ForAll @IntRange(min = 32, max = 126) int to) {
    String text = signer.sign(CHECKPOINT).text();
    int at = place % text.length();
    if (text.charAt(at) == to) {
      return;
    }
    String changed = text.substring(0, at) + (char) to + text.substring(at + 1);

    assertThat(holds(changed)).isFalse();
  }

  @Test
  void aKeyOfTheWrongLengthIsRefused() {
    assertThatThrownBy(() -> NoteSigner.of("AAAA"))
        .isInstanceOf(MalformedNote.class)
        .hasMessageContaining("32 bytes");
  }

  private boolean holds(String text) {
    try {
      return SignedNote.parse(text).isBy(signer.key(CHECKPOINT.origin()));
    } catch (MalformedNote e) {
      return false;
    }
  }
}
