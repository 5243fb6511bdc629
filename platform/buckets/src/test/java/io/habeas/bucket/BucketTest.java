package io.habeas.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class BucketTest {

  @Property
  void everyIdHasOneBucketInRange(@ForAll long high, @ForAll long low) {
    UUID id = new UUID(high, low);

    assertThat(Bucket.of(id)).isBetween(0, Bucket.COUNT - 1).isEqualTo(Bucket.of(id));
  }

  /** Values worked out once with sha256sum: rows in databases depend on them. */
  @Test
  void theHashNeverChanges() {
    assertThat(Bucket.of(new UUID(0, 0))).isEqualTo(0x37);
    assertThat(Bucket.of(UUID.fromString("0190163d-8694-739b-aea5-966c26f8ad91"))).isEqualTo(0x27);
  }

  @Test
  void idsOfOneMomentSpreadOverTheBuckets() {
    boolean[] seen = new boolean[Bucket.COUNT];
    for (long i = 0; i < 5_000; i++) {
      seen[Bucket.of(new UUID(0x0190163d8694739bL, 0xaea5966c26f80000L + i))] = true;
    }

    assertThat(seen).doesNotContain(false);
  }
}
