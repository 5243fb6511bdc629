package io.habeas.contract.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one service reads of another.
 *
 * @param consumer who asks and is told
 * @param provider who answers and tells
 * @param calls what the consumer asks
 * @param events what the provider tells
 */
public record Contract(String consumer, String provider, List<Exchange> calls, List<Told> events) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Every contract of the project, read from a module's directory. */
  public static List<Contract> all() {
    try (Stream<Path> files = Files.list(Path.of("..", "docs", "contracts"))) {
      return files.filter(file -> file.toString().endsWith(".json")).map(Contract::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What this service reads of that one. */
  public static Contract between(String consumer, String provider) {
    return all().stream()
        .filter(one -> one.consumer().equals(consumer) && one.provider().equals(provider))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(consumer + " reads nothing of " + provider));
  }

  /** The contracts that this service keeps. */
  public static List<Contract> keptBy(String provider) {
    return all().stream().filter(one -> one.provider().equals(provider)).toList();
  }

  /** The exchange of this operation. */
  public Exchange call(String operation) {
    return calls.stream()
        .filter(call -> call.operation().equals(operation))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no contract on " + operation));
  }

  private static Contract read(Path file) {
    try {
      return JSON.readValue(file.toFile(), Contract.class);
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }
}
