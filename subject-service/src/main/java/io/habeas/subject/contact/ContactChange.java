package io.habeas.subject.contact;

import com.github.f4b6a3.uuid.UuidCreator;
import io.habeas.subject.vault.BlindIndex;
import io.habeas.subject.vault.Digest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What turns the contact points that are held into those that were sent. One that is in both stays
 * the same row: its age and reachability are worth keeping.
 *
 * @param added not held yet
 * @param removed held and not sent
 * @param verified held, and now known to be the person's
 */
public record ContactChange(
    List<Fresh> added, List<HeldContactPoint> removed, List<HeldContactPoint> verified) {

  /** No change. */
  public static final ContactChange NONE = new ContactChange(List.of(), List.of(), List.of());

  /** The change for one subject. */
  public static ContactChange between(
      UUID subjectId, List<HeldContactPoint> held, List<NewContactPoint> sent, BlindIndex index) {
    Map<Digest, NewContactPoint> wanted = new LinkedHashMap<>();
    sent.forEach(point -> wanted.putIfAbsent(digest(index, point.value()), point));
    List<HeldContactPoint> removed = new ArrayList<>();
    List<HeldContactPoint> verified = new ArrayList<>();
    for (HeldContactPoint point : held) {
      NewContactPoint same = wanted.remove(point.digest());
      if (same == null) {
        removed.add(point);
      } else if (isNewer(same.verifiedAt(), point.verifiedAt())) {
        verified.add(
            new HeldContactPoint(subjectId, point.id(), point.digest(), same.verifiedAt()));
      }
    }
    return new ContactChange(fresh(subjectId, wanted), removed, verified);
  }

  /** Whether nothing changes. */
  public boolean isEmpty() {
    return added.isEmpty() && removed.isEmpty() && verified.isEmpty();
  }

  static Digest digest(BlindIndex index, ContactValue value) {
    return index.digest(value.kind().slug(), value.lookUpForm());
  }

  private static boolean isNewer(@Nullable Instant sent, @Nullable Instant held) {
    return sent != null && (held == null || sent.isAfter(held));
  }

  private static List<Fresh> fresh(UUID subjectId, Map<Digest, NewContactPoint> wanted) {
    List<Fresh> fresh = new ArrayList<>();
    wanted.forEach(
        (digest, point) ->
            fresh.add(
                new Fresh(
                    subjectId,
                    UuidCreator.getTimeOrderedEpoch(),
                    point.value(),
                    digest,
                    point.verifiedAt())));
    return fresh;
  }

  /** A contact point to be stored. */
  public record Fresh(
      UUID subjectId, UUID id, ContactValue value, Digest digest, @Nullable Instant verifiedAt) {}
}
