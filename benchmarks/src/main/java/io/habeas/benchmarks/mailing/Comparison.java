package io.habeas.benchmarks.mailing;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What was measured, as people read it. A ratio is the CPU time of the reference, its relay
 * included, by that of the other side: 1.0 is as cheap as {@code smtp-source}.
 */
record Comparison(Figures source, Figures leg, List<Campaigns.Told> campaigns) {

  void print() {
    PrintStream out = System.out;
    Figures engine = Figures.median(campaigns.stream().map(Campaigns.Told::figures).toList());
    Campaigns.Told last = campaigns.getLast();
    double reference = source.each(List.of(SmtpSource.CLIENT, Relay.NAME));
    double ofLeg = leg.each(List.of(SmtpLeg.CLIENT, Relay.NAME));
    double ofEngine = engine.each(Campaigns.engineParts());
    double ofAll = ofEngine + engine.each(Campaigns.askedParts());
    line(out, "CPU microseconds a message", "", "");
    part(out, source, SmtpSource.CLIENT);
    part(out, source, Relay.NAME);
    sum(out, "reference: smtp-source -d", reference, source, reference);
    part(out, leg, SmtpLeg.CLIENT);
    part(out, leg, Relay.NAME);
    sum(out, "SMTP leg alone", ofLeg, leg, reference);
    Campaigns.engineParts().forEach(name -> part(out, engine, name));
    sum(out, "mailing engine", ofEngine, engine, reference);
    Campaigns.askedParts().forEach(name -> part(out, engine, name));
    sum(out, "with the services that it asks", ofAll, engine, reference);
    out.println();
    out.printf(
        Locale.ROOT,
        "engine, us a message: %.0f at 10-30 %% of the way, %.0f at 70-90 %%%n",
        last.early(),
        last.late());
    out.printf(
        Locale.ROOT,
        "notification-service, resident: %d MB at a tenth, %d MB at the end, %d MB at most%n",
        last.atFirst().now() / 1024,
        last.atLast().now() / 1024,
        last.atLast().most() / 1024);
    out.printf(Locale.ROOT, "recipients %d, rounds %d%n", engine.messages(), campaigns.size());
    out.printf(Locale.ROOT, "ratio of the SMTP leg %.2f%n", reference / ofLeg);
    out.printf(Locale.ROOT, "ratio %.2f%n", reference / ofEngine);
  }

  private static void part(PrintStream out, Figures figures, String name) {
    line(out, "  " + name, "%.0f".formatted(figures.each(name)), "");
  }

  private static void sum(
      PrintStream out, String name, double micros, Figures figures, double reference) {
    line(
        out,
        name,
        "%.0f".formatted(micros),
        "%,.0f/s, ratio %.2f".formatted(figures.perSecond(), reference / micros));
  }

  private static void line(PrintStream out, String... cells) {
    out.println("%-34s %8s   %s".formatted(Stream.of(cells).toArray()).stripTrailing());
  }
}
