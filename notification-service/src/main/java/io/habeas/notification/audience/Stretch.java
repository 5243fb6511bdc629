package io.habeas.notification.audience;

import io.habeas.bucket.BucketRange;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Buckets of a campaign whose people are still to be planned, and how far that is.
 *
 * @param source which of the campaign's sources is being read
 * @param after whom it named last; nothing, if it has named nobody yet
 */
record Stretch(BucketRange buckets, int source, @Nullable UUID after) {
  Stretch next() {
    return new Stretch(buckets, source + 1, null);
  }
}
