package io.habeas.benchmarks;

import io.habeas.benchmarks.importing.ImportBench;
import io.habeas.benchmarks.mailing.MailingBench;
import io.habeas.local.home.Trouble;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs the benchmark that is named first: {@code mailing [--recipients N[,N...]] [--rounds N]} or
 * {@code import [--subjects N] [--rounds N]}.
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

  private static void mailing(Path root, Map<String, List<Integer>> options) {
    List<Integer> recipients = options.getOrDefault("--recipients", List.of(100_000));
    if (!recipients.equals(recipients.stream().sorted().distinct().toList())) {
      throw new Trouble("--recipients", "do not grow", "Say --recipients 10000,100000");
    }
    List<Integer> rounds = options.getOrDefault("--rounds", List.of());
    new MailingBench(root)
        .run(
            recipients.stream()
                .collect(
                    Collectors.toMap(
                        size -> size,
                        size -> rounds.isEmpty() ? rounds(size) : rounds.getFirst(),
                        (one, same) -> one,
                        TreeMap::new)));
  }

  private static void imports(Path root, Map<String, List<Integer>> options) {
    int subjects = options.getOrDefault("--subjects", List.of(30_000)).getFirst();
    List<Integer> rounds = options.getOrDefault("--rounds", List.of(rounds(subjects)));
    new ImportBench(root, subjects, rounds.getFirst()).run();
  }

  private static List<String> rest(List<String> args) {
    return args.subList(1, args.size());
  }

  /** Five, and fewer where one of them takes long enough to even out what disturbs it. */
  private static int rounds(int size) {
    return Math.clamp(300_000 / size, 1, 5);
  }

  private static Map<String, List<Integer>> options(String size, List<String> words) {
    List<String> left = new ArrayList<>(words);
    Map<String, List<Integer>> options = new HashMap<>();
    while (!left.isEmpty()) {
      String name = left.removeFirst();
      if (!List.of(size, "--rounds").contains(name) || left.isEmpty()) {
        throw new Trouble(name, "is not known or needs a number", "See ./habeas help");
      }
      options.put(
          name, Stream.of(left.removeFirst().split(",")).map(text -> number(name, text)).toList());
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
