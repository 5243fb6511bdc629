package io.habeas.local.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One process of the suite, as it is to be started.
 *
 * @param name what people call it
 * @param command the program and its arguments; no secret among them
 * @param environment what is added to the environment; secrets go here
 * @param directory where it runs
 * @param probe tells when it can be used
 * @param patience how long it may take until then
 */
public record Part(
    String name,
    List<String> command,
    Map<String, String> environment,
    Path directory,
    Probe probe,
    Duration patience) {

  /** Makes what was given unmodifiable. */
  public Part {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }
}
