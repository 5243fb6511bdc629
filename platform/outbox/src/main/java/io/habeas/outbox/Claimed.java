package io.habeas.outbox;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * An event that a relay holds for a target until its lease ends.
 *
 * @param attempt how often it has been claimed, this time included; a lease is known by it
 * @param body the CloudEvent in JSON
 */
record Claimed(
    int bucket, UUID subjectId, long sequence, UUID id, String type, int attempt, String body) {

  /** Parts, in order, of which none has more than so many bytes, but for an event that has. */
  static List<List<Claimed>> parts(List<Claimed> all, long mostBytes) {
    List<List<Claimed>> parts = new ArrayList<>();
    List<Claimed> part = new ArrayList<>();
    long bytes = 0;
    for (Claimed one : all) {
      long size = one.body().getBytes(StandardCharsets.UTF_8).length + 1L;
      if (!part.isEmpty() && bytes + size > mostBytes) {
        parts.add(part);
        part = new ArrayList<>();
        bytes = 0;
      }
      part.add(one);
      bytes += size;
    }
    parts.add(part);
    return parts;
  }
}
