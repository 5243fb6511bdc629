package io.habeas.ledger.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MerkleTreeTest {
  private static final int SIZES = 65;

  /** The leaves that every implementation of RFC 6962 is tested with. */
  private static final List<byte[]> KNOWN =
      List.of(
              "",
              "00",
              "10",
              "2021",
              "3031",
              "40414243",
              "5051525354555657",
              "606162636465666768696a6b6c6d6e6f")
          .stream()
          .map(HexFormat.of()::parseHex)
          .toList();

  @ParameterizedTest
  @CsvSource({
    "0, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "1, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "2, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "3, aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "4, d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "5, 4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "6, 76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "7, ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "8, 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
  })
  void theKnownLeavesHaveTheKnownRoots(int size, String root) {
    Log log = new Log(KNOWN.subList(0, size));

    assertThat(HexFormat.of().formatHex(MerkleTree.root(size, log))).isEqualTo(root);
    assertThat(HexFormat.of().formatHex(log.frontier.root())).isEqualTo(root);
  }

  @Test
  void everyLeafOfEverySizeIsProved() {
    for (int size = 1; size <= SIZES; size++) {
      Log log = Log.of(size);
      byte[] root = log.frontier.root();
      for (int index = 0; index < size; index++) {
        List<byte[]> path = MerkleTree.inclusionProof(index, size, log);
        assertThat(MerkleProof.includes(log.at(0, index), index, size, path, root)).isTrue();
      }
    }
  }

  @Test
  void everyTreeExtendsEveryEarlierOne() {
    Log log = Log.of(SIZES);
    for (int newer = 1; newer <= SIZES; newer++) {
      for (int older = 1; older <= newer; older++) {
        List<byte[]> path = MerkleTree.consistencyProof(older, newer, log);
        assertThat(
                MerkleProof.extendsTree(
                    older, newer, MerkleTree.root(older, log), MerkleTree.root(newer, log), path))
            .isTrue();
      }
    }
  }

  @Property
  void aChangedByteIsNoProof(
      @ForAll @IntRange(min = 2, max = 300) int size,
      @ForAll @IntRange(max = 299) int index,
      @ForAll @IntRange(max = 2000) int place,
      @ForAll @IntRange(min = 1, max = 255) int change) {
    Assume.that(index < size);
    Log log = Log.of(size);
    List<byte[]> path = MerkleTree.inclusionProof(index, size, log);
    byte[] step = path.get(place % path.size());
    byte[] changed = step.clone();
    changed[place % 32] ^= (byte) change;
    List<byte[]> forged = new ArrayList<>(path);
    forged.set(place % path.size(), changed);

    assertThat(MerkleProof.includes(log.at(0, index), index, size, forged, log.frontier.root()))
        .isFalse();
  }

  @Property
  void aProofIsForOnePlaceOnly(
      @ForAll @IntRange(min = 1, max = 100) int size,
      @ForAll @IntRange(max = 99) int index,
      @ForAll @IntRange(max = 99) int other) {
    Assume.that(index < size && other < size && index != other);
    Log log = Log.of(size);
    List<byte[]> path = MerkleTree.inclusionProof(index, size, log);

    assertThat(MerkleProof.includes(log.at(0, index), other, size, path, log.frontier.root()))
        .isFalse();
  }

  @Property
  void aRewrittenPastIsNoPrefix(
      @ForAll @IntRange(min = 1, max = 100) int older,
      @ForAll @IntRange(min = 1, max = 100) int newer,
      @ForAll @IntRange(max = 99) int edited) {
    Assume.that(older <= newer && edited < older);
    Log honest = Log.of(newer);
    Log rewritten = Log.of(newer, edited);
    List<byte[]> path = MerkleTree.consistencyProof(older, newer, rewritten);

    assertThat(
            MerkleProof.extendsTree(
                older,
                newer,
                MerkleTree.root(older, honest),
                MerkleTree.root(newer, rewritten),
                path))
        .isFalse();
  }

  @Property
  void aFrontierGoesOnFromAnySize(
      @ForAll @IntRange(max = 100) int size, @ForAll @IntRange(max = 100) int more) {
    Log whole = Log.of(size + more);
    Frontier resumed = new Frontier(size, whole);
    for (int i = size; i < size + more; i++) {
      resumed.append(whole.at(0, i), (_, _, _) -> {});
    }

    assertThat(resumed.root()).isEqualTo(whole.frontier.root());
  }

  /** A log in memory, as a table of its complete subtrees. */
  private static final class Log implements Nodes {
    private final List<List<byte[]>> levels = new ArrayList<>();
    private final Frontier frontier = new Frontier();

    Log(List<byte[]> leaves) {
      leaves.forEach(leaf -> frontier.append(Hashes.leaf(leaf), this::keep));
    }

    static Log of(int size) {
      return of(size, -1);
    }

    static Log of(int size, int edited) {
      List<byte[]> leaves = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        leaves.add(((i == edited ? "edited " : "leaf ") + i).getBytes(StandardCharsets.UTF_8));
      }
      return new Log(leaves);
    }

    @Override
    public byte[] at(int level, long index) {
      return levels.get(level).get((int) index);
    }

    private void keep(int level, long index, byte[] hash) {
      if (levels.size() == level) {
        levels.add(new ArrayList<>());
      }
      levels.get(level).add(hash);
    }
  }
}
