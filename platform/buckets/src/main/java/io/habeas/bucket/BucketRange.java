package io.habeas.bucket;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Buckets that lie beside each other, so that few people need few questions.
 *
 * @param first the first of them
 * @param last the last of them, not before the first
 */
public record BucketRange(int first, int last) {

  /** Checks that it is one. */
  public BucketRange {
    if (first < 0 || last < first || last >= Bucket.COUNT) {
      throw new IllegalArgumentException("no range of buckets: " + first + " to " + last);
    }
  }

  /** One bucket alone. */
  public static BucketRange of(int bucket) {
    return new BucketRange(bucket, bucket);
  }

  /**
   * All buckets in ranges of the same length.
   *
   * @param size how many buckets each has, a divisor of {@link Bucket#COUNT}
   */
  public static List<BucketRange> all(int size) {
    if (size < 1 || Bucket.COUNT % size != 0) {
      throw new IllegalArgumentException("does not divide the buckets: " + size);
    }
    return IntStream.range(0, Bucket.COUNT / size)
        .mapToObj(part -> new BucketRange(part * size, part * size + size - 1))
        .toList();
  }

  /** Whether a subject is in one of them. */
  public boolean holds(UUID subjectId) {
    int bucket = Bucket.of(subjectId);
    return first <= bucket && bucket <= last;
  }
}
