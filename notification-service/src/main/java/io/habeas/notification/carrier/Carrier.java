package io.habeas.notification.carrier;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;

/** One channel's way out. */
public interface Carrier {

  /** The channel, as decisions and contact data name it: {@code email}, {@code sms} ... */
  String channel();

  /** The longest that one parcel may take from its beginning. */
  Duration patience();

  /**
   * Hands over parcels in their order. Blocks: for virtual threads. None is begun after the
   * deadline; each that was begun is told of once, the others stay with the caller.
   *
   * @return whether the way is open; if not, it makes no sense to come with more now
   */
  boolean carry(List<Parcel> parcels, Instant deadline, BiConsumer<Parcel, Fate> told);
}
