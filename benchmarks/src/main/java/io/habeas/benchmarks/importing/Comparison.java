package io.habeas.benchmarks.importing;

import io.habeas.benchmarks.suite.MeasuredSuite;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * What was measured, as people read it. The ratio is the reference's CPU time by that of the
 * import, both with their database's; the other services are told meanwhile, which is no part of
 * it.
 */
record Comparison(List<Figures> plain, List<Figures> imported) {
  private static final List<String> REFERENCE =
      List.of(PlainRows.CLIENT, PlainRows.DATABASE, MeasuredSuite.database("shared"));
  private static final List<String> IMPORT =
      List.of(
          "subject",
          MeasuredSuite.database("subject"),
          MeasuredSuite.database("vault"),
          MeasuredSuite.database("shared"));
  private static final List<String> TOLD =
      Stream.of("consent", "disclosure", "notification")
          .flatMap(service -> Stream.of(service, MeasuredSuite.database(service)))
          .toList();

  void print() {
    System.out.println("CPU microseconds a customer");
    double reference = table("reference: one plain row", REFERENCE, plain);
    double all = table("import", IMPORT, imported);
    table("services that are told meanwhile", TOLD, imported);
    System.out.println();
    System.out.printf(
        Locale.ROOT,
        "customers a second: %,.0f imported, %,.0f plain rows%n",
        median(imported, Figures::perSecond),
        median(plain, Figures::perSecond));
    System.out.printf(
        Locale.ROOT,
        "customers a round %d, rounds %d%n",
        imported.getFirst().customers(),
        imported.size());
    System.out.printf(Locale.ROOT, "ratio %.3f%n", reference / all);
  }

  private static double table(String name, List<String> parts, List<Figures> rounds) {
    for (String part : parts) {
      line("  " + part, median(rounds, round -> round.each(List.of(part))));
    }
    double all = median(rounds, round -> round.each(parts));
    line(name, all);
    return all;
  }

  private static void line(String name, double micros) {
    System.out.printf(Locale.ROOT, "%-34s %8.0f%n", name, micros);
  }

  private static double median(List<Figures> rounds, ToDoubleFunction<Figures> of) {
    double[] sorted = rounds.stream().mapToDouble(of).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
