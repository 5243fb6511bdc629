package io.habeas.local.postgres;

import io.habeas.local.home.Trouble;
import io.habeas.local.process.Starting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * PostgreSQL refuses to run as root. Root therefore runs it in a user namespace, where it is nobody
 * without any file changing hands, or else as the user {@code nobody}.
 */
sealed interface Unprivileged {

  /** The command as it is to be started. */
  List<String> wrap(List<String> command);

  /** Lets the user that PostgreSQL runs as write here. */
  void handOver(Path path);

  /** What this machine and this user allow. */
  static Unprivileged here() {
    if (!"root".equals(System.getProperty("user.name"))) {
      return new AsOneself();
    }
    Optional<String> unshare = Starting.program("unshare");
    if (unshare.isPresent() && succeeds(unshare.get(), "-U", "true")) {
      return new InNamespace(unshare.get());
    }
    return Starting.program("setpriv")
        .<Unprivileged>map(AsNobody::new)
        .orElseThrow(
            () ->
                new Trouble(
                    "postgres",
                    "does not run as root, and neither user namespaces nor setpriv are there",
                    "Run this as an ordinary user"));
  }

  private static boolean succeeds(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** An ordinary user needs nothing. */
  record AsOneself() implements Unprivileged {
    @Override
    public List<String> wrap(List<String> command) {
      return command;
    }

    @Override
    public void handOver(Path path) {}
  }

  /** Root without a user mapping: files stay root's. */
  record InNamespace(String unshare) implements Unprivileged {
    @Override
    public List<String> wrap(List<String> command) {
      List<String> wrapped = new ArrayList<>(List.of(unshare, "-U"));
      wrapped.addAll(command);
      return wrapped;
    }

    @Override
    public void handOver(Path path) {}
  }

  /** Root where user namespaces are switched off. */
  record AsNobody(String setpriv) implements Unprivileged {
    @Override
    public List<String> wrap(List<String> command) {
      List<String> wrapped =
          new ArrayList<>(
              List.of(setpriv, "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--"));
      wrapped.addAll(command);
      return wrapped;
    }

    @Override
    public void handOver(Path path) {
      if (!succeeds("chown", "-R", "nobody:nogroup", path.toString())) {
        throw new Trouble(
            "postgres", path + " cannot be given to nobody", "Run this as an ordinary user");
      }
    }
  }
}
