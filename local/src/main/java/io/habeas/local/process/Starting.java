package io.habeas.local.process;

import io.habeas.local.home.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Starts parts in sessions of their own, so that a key pressed in the terminal reaches the launcher
 * only, which then stops them in order.
 */
public final class Starting {

  private static final long LARGEST_LOG = 20L * 1024 * 1024;
  private static final Optional<String> OWN_SESSION = program("setsid");

  private Starting() {}

  /** Starts a part; what it prints is added to the log. */
  public static Process start(Part part, Path log) {
    List<String> command = new ArrayList<>();
    OWN_SESSION.ifPresent(command::add);
    command.addAll(part.command());
    ProcessBuilder builder = new ProcessBuilder(command).directory(part.directory().toFile());
    builder.environment().putAll(part.environment());
    builder.redirectErrorStream(true);
    try {
      setAside(log);
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      Process process = builder.start();
      process.getOutputStream().close();
      return process;
    } catch (IOException e) {
      throw new Trouble(
          part.name(), "cannot be started (" + e.getMessage() + ")", "Check the installation", e);
    }
  }

  /** The whole path of a program that the shell would find. */
  public static Optional<String> program(String name) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin");
    return Stream.of((path + ":/usr/sbin:/sbin").split(":"))
        .filter(directory -> !directory.isBlank())
        .map(directory -> Path.of(directory, name))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  private static void setAside(Path log) throws IOException {
    Files.createDirectories(log.getParent());
    if (Files.exists(log) && Files.size(log) > LARGEST_LOG) {
      Files.move(
          log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
