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
record Comparison(List<Figures> plain, List<Import.Done> imported) {
  private static final List<String> REFERENCE =
      List.of(PlainRows.CLIENT, PlainRows.DATABASE, MeasuredSuite.database("shared"));
  private static final List<String> IMPORT =
      List.of(
          "subject",
          MeasuredSuite.database("subject"),
          MeasuredSuite.database("vault"),
          MeasuredSuite.database("shared"));
  private static final List<String> TOLD =
      Import.SERVICES.stream()
          .flatMap(service -> Stream.of(service, MeasuredSuite.database(service)))
          .toList();

  void print() {
    System.out.println("CPU microseconds a customer");
    double reference = table("reference: one plain row", REFERENCE, plain);
    List<Figures> brought = imported.stream().map(Import.Done::brought).toList();
    List<Figures> told = imported.stream().map(Import.Done::told).toList();
    double all = table("import", IMPORT, brought);
    table("telling three services of them", TOLD, told);
    System.out.println();
    System.out.printf(
        Locale.ROOT,
        "customers a second: %,.0f imported, %,.0f told, %,.0f plain rows%n",
        median(brought, Figures::perSecond),
        median(told, Figures::perSecond),
        median(plain, Figures::perSecond));
    System.out.printf(
        Locale.ROOT,
        "customers a round %d, rounds %d%n",
        brought.getFirst().customers(),
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
