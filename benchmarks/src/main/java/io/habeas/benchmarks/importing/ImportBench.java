package io.habeas.benchmarks.importing;

import io.habeas.benchmarks.machine.ProcessTimes;
import io.habeas.benchmarks.suite.Customers;
import io.habeas.benchmarks.suite.MeasuredSuite;
import io.habeas.local.home.Trouble;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How the import of customers compares with writing a plain row for each. The two run in turns, so
 * that whatever else the machine does disturbs both alike.
 */
public final class ImportBench {
  private static final Duration WARM = Duration.ofSeconds(25);

  /** As in production, but with a heap that does not grow with the machine. */
  private static final String JVM = "-XX:+UseSerialGC -Xms256m -Xmx256m";

  private final Path root;
  private final int subjects;
  private final int rounds;
  private int next;

  /** A bench of the project at this place. */
  public ImportBench(Path root, int subjects, int rounds) {
    this.root = root;
    this.subjects = subjects;
    this.rounds = rounds;
  }

  /** Runs it and prints a table, and last the ratio. */
  public void run() {
    if (!ProcessTimes.areKnown()) {
      throw new Trouble("bench", "needs /proc to read CPU times from", "Run it on Linux");
    }
    say("starting PostgreSQL, the identity provider and four services");
    try (MeasuredSuite suite = suite();
        PlainRows rows = new PlainRows(suite)) {
      measure(rows, new Import(suite)).print();
    }
  }

  private MeasuredSuite suite() {
    return MeasuredSuite.start(
        root,
        root.resolve("benchmarks/target/bench/data"),
        List.of("postgres", "keycloak", "subject", "consent", "disclosure", "notification"),
        Map.of("HABEAS_JVM", JVM));
  }

  private Comparison measure(PlainRows rows, Import imports) {
    say("warming up");
    long until = System.nanoTime() + WARM.toNanos();
    while (System.nanoTime() < until) {
      Customers some = fresh();
      rows.write(some);
      imports.bringIn(some);
    }
    List<Figures> plain = new ArrayList<>();
    List<Import.Done> imported = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      Customers some = fresh();
      plain.add(rows.write(some));
      imported.add(imports.bringIn(some));
      say(
          "round %d of %d: %,.0f a second"
              .formatted(round, rounds, imported.getLast().brought().perSecond()));
    }
    return new Comparison(plain, imported);
  }

  private Customers fresh() {
    Customers some = new Customers(next, subjects, true);
    next += subjects;
    return some;
  }

  private static void say(String words) {
    System.err.println("habeas: " + words);
  }
}
