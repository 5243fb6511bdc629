package io.habeas.notification.calllist;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where calls come from, and where what became of them is kept. */
public interface CallSource {
  /** The lists of this source that have calls. */
  Uni<List<CallList>> lists();

  /** Whether a list of that name is of this source. */
  boolean has(String list);

  /** Takes the next call of a list; null if none is due. */
  Uni<@Nullable HeldCall> next(String list, Duration lease);

  /**
   * A call that is held already.
   *
   * @throws io.habeas.notification.NotificationFailure.WrongState where the lease is over
   */
  Uni<HeldCall> held(String list, UUID subject, UUID call, UUID lease);
}
