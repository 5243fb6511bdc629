package io.habeas.subject.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PlacePropertyTest {

  @Property
  void twoPlacesNeverHaveTheSameAssociatedData(
      @ForAll("places") Place one, @ForAll("places") Place other) {
    boolean sameBytes = Arrays.equals(one.associatedData(), other.associatedData());

    assertThat(sameBytes).isEqualTo(one.equals(other));
  }

  @Property
  void aTextMovedBetweenCategoryAndFieldIsNoticed(
      @ForAll("texts") String a, @ForAll("texts") String b, @ForAll("texts") String c) {
    UUID id = new UUID(1, 2);
    Place left = new Place(new KeyRef(id, a + b), id, c, 1);
    Place right = new Place(new KeyRef(id, a), id, b + c, 1);

    assertThat(Arrays.equals(left.associatedData(), right.associatedData())).isEqualTo(b.isEmpty());
  }

  @Property(tries = 200)
  void aCiphertextOpensWhereItWasMadeAndNowhereElse(
      @ForAll("places") Place made,
      @ForAll("places") Place elsewhere,
      @ForAll("texts") String text) {
    DataKey key = DataKey.of(new byte[DataKey.BYTES]);
    byte[] cipher = key.seal(made, text);

    assertThat(key.open(made, cipher)).isEqualTo(text);
    if (!made.equals(elsewhere)) {
      assertThatThrownBy(() -> key.open(elsewhere, cipher))
          .isInstanceOf(DoesNotOpenException.class);
    }
  }

  @Property(tries = 200)
  void aChangedByteDoesNotOpen(@ForAll("places") Place place, @ForAll int where) {
    DataKey key = DataKey.of(new byte[DataKey.BYTES]);
    byte[] cipher = key.seal(place, "Ada");
    cipher[Math.floorMod(where, cipher.length)] ^= 1;

    assertThatThrownBy(() -> key.open(place, cipher)).isInstanceOf(DoesNotOpenException.class);
  }

  @Provide
  Arbitrary<Place> places() {
    Arbitrary<UUID> ids =
        Combinators.combine(Arbitraries.longs().between(0, 2), Arbitraries.longs().between(0, 2))
            .as(UUID::new);
    Arbitrary<Long> versions = Arbitraries.longs().between(1, 3);
    return Combinators.combine(ids, texts(), ids, texts(), versions)
        .as(
            (owner, category, item, field, version) ->
                new Place(new KeyRef(owner, category), item, field, version));
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars('a', 'b', '\u0000', 'ж').ofMaxLength(3);
  }
}
