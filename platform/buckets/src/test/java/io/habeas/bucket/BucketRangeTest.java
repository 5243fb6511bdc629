package io.habeas.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BucketRangeTest {

  @Test
  void rangesOfOneLengthHaveEachBucketOnce() {
    List<BucketRange> all = BucketRange.all(16);

    assertThat(all).hasSize(16);
    assertThat(all.stream().flatMapToInt(part -> IntStream.rangeClosed(part.first(), part.last())))
        .containsExactlyElementsOf(IntStream.range(0, Bucket.COUNT).boxed().toList());
    assertThatIllegalArgumentException().isThrownBy(() -> BucketRange.all(3));
    assertThatIllegalArgumentException().isThrownBy(() -> BucketRange.all(0));
  }

  @Test
  void aSubjectIsInTheRangesThatHaveItsBucket() {
    UUID subject = UUID.fromString("01920000-0000-7000-8000-000000000001");
    int bucket = Bucket.of(subject);

    assertThat(BucketRange.of(bucket).holds(subject)).isTrue();
    assertThat(new BucketRange(0, Bucket.COUNT - 1).holds(subject)).isTrue();
    assertThat(BucketRange.of((bucket + 1) % Bucket.COUNT).holds(subject)).isFalse();
  }

  @Test
  void whatIsNoRangeIsNone() {
    assertThatIllegalArgumentException().isThrownBy(() -> new BucketRange(2, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new BucketRange(-1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new BucketRange(0, Bucket.COUNT));
  }
}
