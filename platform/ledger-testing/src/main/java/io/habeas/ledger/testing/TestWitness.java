package io.habeas.ledger.testing;

import io.habeas.ledger.witness.Witness;
import io.habeas.ledger.witness.WitnessConflict;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** A witness in memory: append only like the real one, and out of order when a test says so. */
@Singleton
@Alternative
@Priority(1)
public class TestWitness implements Witness {
  private final Map<String, Map<String, byte[]>> streams = new ConcurrentHashMap<>();
  private final Map<String, Map<String, byte[]>> notes = new ConcurrentHashMap<>();
  private volatile boolean failing;

  /** From now on nothing can be appended, until told otherwise. */
  public void fail(boolean failing) {
    this.failing = failing;
  }

  @Override
  public void append(String stream, String name, byte[] record) {
    if (failing) {
      throw new UncheckedIOException(new IOException("the test's witness is out of order"));
    }
    byte[] known = stream(stream).putIfAbsent(name, record.clone());
    if (known != null && !Arrays.equals(known, record)) {
      throw new WitnessConflict(stream, name);
    }
    dropHints(stream, name);
  }

  @Override
  public Notes notes(String stream, String name) {
    return line ->
        notes
            .computeIfAbsent(stream, _ -> new ConcurrentSkipListMap<>())
            .merge(name, line.clone(), TestWitness::joined);
  }

  @Override
  public Map<String, byte[]> hints(String stream) {
    return Map.copyOf(notes.getOrDefault(stream, Map.of()));
  }

  @Override
  public void dropHints(String stream, String name) {
    notes.getOrDefault(stream, new ConcurrentSkipListMap<>()).remove(name);
  }

  private static byte[] joined(byte[] before, byte[] more) {
    byte[] both = Arrays.copyOf(before, before.length + more.length);
    System.arraycopy(more, 0, both, before.length, more.length);
    return both;
  }

  @Override
  public List<String> names(String stream) {
    return List.copyOf(stream(stream).keySet());
  }

  @Override
  public byte[] read(String stream, String name) {
    byte[] record = stream(stream).get(name);
    if (record == null) {
      throw new UncheckedIOException(new IOException("nothing at " + stream + "/" + name));
    }
    return record.clone();
  }

  private Map<String, byte[]> stream(String stream) {
    return streams.computeIfAbsent(stream, _ -> new ConcurrentSkipListMap<>());
  }
}
