package io.habeas.benchmarks;

import io.habeas.benchmarks.importing.ImportBench;
import io.habeas.benchmarks.mailing.MailingBench;
import io.habeas.local.home.Trouble;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs the benchmark that is named first: {@code mailing [--recipients N] [--rounds N]} or {@code
 * import [--subjects N] [--rounds N]}.
 */
public final class Main {

  private Main() {}

  /** Exit code 0 when it was measured, 1 when it could not be. */
  public static void main(String... args) {
    try {
      run(List.of(args));
    } catch (Trouble trouble) {
      System.err.println("habeas: " + trouble.getMessage());
      System.exit(1);
    }
  }

  private static void run(List<String> args) {
    String name = args.isEmpty() ? "" : args.getFirst();
    Path root = Path.of(System.getProperty("habeas.root", ".")).toAbsolutePath().normalize();
    switch (name) {
      case "mailing" -> mailing(root, options("--recipients", rest(args)));
      case "import" -> imports(root, options("--subjects", rest(args)));
      default ->
          throw new Trouble(
              "bench", "'" + name + "' is no benchmark", "Say ./habeas bench mailing or import");
    }
  }

  private static void mailing(Path root, Map<String, Integer> options) {
    int recipients = options.getOrDefault("--recipients", 20_000);
    new MailingBench(root, recipients, options.getOrDefault("--rounds", rounds(recipients))).run();
  }

  private static void imports(Path root, Map<String, Integer> options) {
    int subjects = options.getOrDefault("--subjects", 30_000);
    new ImportBench(root, subjects, options.getOrDefault("--rounds", rounds(subjects))).run();
  }

  private static List<String> rest(List<String> args) {
    return args.subList(1, args.size());
  }

  /** Five, and fewer where one of them takes long enough to even out what disturbs it. */
  private static int rounds(int size) {
    return Math.max(1, Math.min(5, 200_000 / size));
  }

  private static Map<String, Integer> options(String size, List<String> words) {
    List<String> left = new ArrayList<>(words);
    Map<String, Integer> options = new HashMap<>();
    while (!left.isEmpty()) {
      String name = left.removeFirst();
      if (!List.of(size, "--rounds").contains(name) || left.isEmpty()) {
        throw new Trouble(name, "is not known or needs a number", "See ./habeas help");
      }
      options.put(name, number(name, left.removeFirst()));
    }
    return options;
  }

  private static int number(String name, String text) {
    try {
      int number = Integer.parseInt(text);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new Trouble(name, text + " is not a number above 0", "Say " + name + " 20000");
  }
}
