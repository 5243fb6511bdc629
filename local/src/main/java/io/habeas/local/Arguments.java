package io.habeas.local;

import io.habeas.local.home.Trouble;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the user asked for.
 *
 * @param command the first word
 * @param port the gateway's port; 0 where none was given
 * @param data the data directory
 * @param demo whether to load the demo
 * @param fresh whether to begin with an empty data directory
 * @param secondFactor whether desk roles need a one-time code beside their password
 * @param detach whether to return when all is ready
 * @param only the parts to start; empty for all
 * @param words what else was said
 */
record Arguments(
    String command,
    int port,
    Path data,
    boolean demo,
    boolean fresh,
    boolean secondFactor,
    boolean detach,
    Set<String> only,
    List<String> words) {

  /** Where a suite listens unless told otherwise. */
  static final int DEFAULT_PORT = 8080;

  /** Understands the command line, or says what it does not understand. */
  static Arguments parse(Path root, String... args) {
    Reading reading = new Reading(root);
    for (int i = 1; i < args.length; i++) {
      String word = args[i];
      String value = i + 1 < args.length ? args[i + 1] : "";
      if (reading.flag(word)) {
        continue;
      }
      if (word.startsWith("--")) {
        reading.option(word, value);
        i++;
      } else {
        reading.words.add(word);
      }
    }
    return reading.done(args.length == 0 ? "help" : args[0]);
  }

  /** The one word that a command needs besides its own. */
  String word(String what) {
    if (words.isEmpty()) {
      throw new Trouble(command, "needs " + what, "Say ./habeas " + command + " " + what);
    }
    return words.getFirst();
  }

  private static final class Reading {
    private final List<String> words = new ArrayList<>();
    private final Set<String> only = new LinkedHashSet<>();
    private int port;
    private Path data;
    private boolean demo;
    private boolean fresh;
    private boolean secondFactor;
    private boolean detach;

    Reading(Path root) {
      this.data = root.resolve(".data");
    }

    boolean flag(String word) {
      switch (word) {
        case "--demo" -> demo = true;
        case "--fresh" -> fresh = true;
        case "--second-factor" -> secondFactor = true;
        case "--detach" -> detach = true;
        default -> {
          return false;
        }
      }
      return true;
    }

    void option(String name, String value) {
      if (value.isBlank()) {
        throw new Trouble(name, "needs a value or is not known", "See ./habeas help");
      }
      switch (name) {
        case "--port" -> port = number(value);
        case "--data" -> data = Path.of(value);
        case "--only" -> only.addAll(Arrays.asList(value.split(",")));
        default -> throw new Trouble(name, "is not known", "See ./habeas help");
      }
    }

    Arguments done(String command) {
      return new Arguments(
          command,
          port,
          data,
          demo,
          fresh,
          secondFactor,
          detach,
          Set.copyOf(only),
          List.copyOf(words));
    }

    private static int number(String value) {
      try {
        return Integer.parseInt(value);
      } catch (NumberFormatException e) {
        throw new Trouble("--port", value + " is not a number", "Say --port 8080", e);
      }
    }
  }
}
