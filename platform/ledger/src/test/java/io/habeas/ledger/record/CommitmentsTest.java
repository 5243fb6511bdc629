package io.habeas.ledger.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.habeas.ledger.merkle.Frontier;
import io.habeas.ledger.merkle.Hashes;
import io.habeas.ledger.merkle.MerkleProof;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CommitmentsTest {

  @Property(tries = 300)
  void everyMemberIsProvedAtItsPlaceAlone(
      @ForAll @IntRange(min = 1, max = 130) int size,
      @ForAll @IntRange(max = 129) int place,
      @ForAll @IntRange(max = 129) int other) {
    Assume.that(place < size);
    Commitments commitments = group(size).commitments();
    List<byte[]> path = commitments.path(place);
    byte[] leaf = Commitments.leaf(at(commitments, place));

    assertThat(MerkleProof.includes(leaf, place, size, path, commitments.root())).isTrue();
    assertThat(MerkleProof.includes(leaf, other, size, path, commitments.root()))
        .isEqualTo(other == place);
  }

  @Property(tries = 200)
  void theRootIsThatOfTheLogsOwnTree(@ForAll @IntRange(max = 200) int size) {
    Commitments commitments = group(size).commitments();
    Frontier tree = new Frontier();
    for (int place = 0; place < size; place++) {
      tree.append(Hashes.leaf(at(commitments, place)), (_, _, _) -> {});
    }

    assertThat(commitments.root()).isEqualTo(tree.root());
    assertThat(commitments.size()).isEqualTo(size);
  }

  @Property(tries = 100)
  void anyChangedByteIsAnotherGroup(
      @ForAll @IntRange(min = 1, max = 70) int size,
      @ForAll @IntRange(max = 9_999) int at,
      @ForAll @IntRange(min = 1, max = 255) int change) {
    Commitments commitments = group(size).commitments();
    GroupRoot root = GroupRoot.of(commitments);
    byte[] changed = commitments.bytes().clone();
    changed[at % changed.length] ^= (byte) change;

    assertThat(root.isOf(commitments)).isTrue();
    assertThat(root.isOf(new Commitments(changed))).isFalse();
  }

  /** Committed to as one record would be, so that one verifier does for both. */
  @Test
  void aMemberCommitsAsASingleRecordDoes() {
    SaltedGroup group = group(3);
    byte[] salt = new byte[SaltedRecord.SALT_SIZE];
    System.arraycopy(group.salts(), SaltedRecord.SALT_SIZE, salt, 0, salt.length);

    assertThat(at(group.commitments(), 1))
        .isEqualTo(new SaltedRecord(group.records().get(1), salt).commitment());
  }

  @Property
  void aRecordIsCanonical(@ForAll Map<String, String> details, @ForAll boolean ofSomebody) {
    UUID subject = ofSomebody ? UUID.randomUUID() : null;
    Map<String, @Nullable Object> content = new HashMap<>();
    content.put("details", details);
    content.put("subjectId", subject);
    assertThat(SaltedRecord.content(subject, details)).isEqualTo(CanonicalJson.text(content));

    GroupRoot root = GroupRoot.of(group(7).commitments());
    content.put("group", root.fields());
    content.put("subjectId", null);
    String json = SaltedRecord.ofGroup(root, details).json();
    assertThat(json).isEqualTo(CanonicalJson.text(content));
    assertThat(GroupRoot.in(json).orElseThrow().root()).isEqualTo(root.root());
  }

  @Test
  void detailsDoNotMakeAGroup() {
    Map<String, ?> forged = Map.of("group", Map.of("size", 1, "root", "AAAA"));

    assertThat(GroupRoot.in(SaltedRecord.content(null, forged))).isEmpty();
  }

  private static SaltedGroup group(int size) {
    return SaltedGroup.of(
        IntStream.range(0, size)
            .mapToObj(n -> SaltedRecord.content(new UUID(0, n), Map.of("n", n)))
            .toList());
  }

  private static byte[] at(Commitments commitments, int place) {
    byte[] one = new byte[Hashes.SIZE];
    System.arraycopy(commitments.bytes(), place * Hashes.SIZE, one, 0, one.length);
    return one;
  }
}
