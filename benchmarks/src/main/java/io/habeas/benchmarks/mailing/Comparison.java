package io.habeas.benchmarks.mailing;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What was measured, as people read it. A ratio is the CPU time of the reference, its relay
 * included, by that of the other side: 1.0 is as cheap as {@code smtp-source}.
 */
record Comparison(int recipients, Figures source, Figures leg, List<Campaigns.Told> campaigns) {

  /** One after the other, then how far they differ; the ratio of the last comes last. */
  static void print(List<Comparison> all) {
    PrintStream out = System.out;
    all.forEach(one -> one.print(out));
    double first = all.getFirst().ofEngine();
    all.stream()
        .skip(1)
        .forEach(
            one ->
                out.printf(
                    Locale.ROOT,
                    "engine with %,d recipients against %,d: %.2f of the CPU a message%n",
                    one.recipients(),
                    all.getFirst().recipients(),
                    one.ofEngine() / first));
    Comparison last = all.getLast();
    out.printf(Locale.ROOT, "ratio of the SMTP leg %.2f%n", last.reference() / last.ofLeg());
    out.printf(Locale.ROOT, "ratio %.2f%n", last.reference() / last.ofEngine());
  }

  private Figures engine() {
    return Figures.median(campaigns.stream().map(Campaigns.Told::figures).toList());
  }

  private double reference() {
    return source.each(List.of(SmtpSource.CLIENT, Relay.NAME));
  }

  private double ofLeg() {
    return leg.each(List.of(SmtpLeg.CLIENT, Relay.NAME));
  }

  private double ofEngine() {
    return engine().each(Campaigns.engineParts());
  }

  private void print(PrintStream out) {
    Figures engine = engine();
    double ofAll = ofEngine() + engine.each(Campaigns.askedParts());
    out.printf(
        Locale.ROOT,
        "%,d recipients, rounds: %d, campaigns in each: %d%n",
        recipients,
        campaigns.size(),
        engine.messages() / recipients);
    line(out, "CPU microseconds a message", "", "");
    part(out, source, SmtpSource.CLIENT);
    part(out, source, Relay.NAME);
    sum(out, "reference: smtp-source -d", reference(), source, reference());
    part(out, leg, SmtpLeg.CLIENT);
    part(out, leg, Relay.NAME);
    sum(out, "SMTP leg alone", ofLeg(), leg, reference());
    Campaigns.engineParts().forEach(name -> part(out, engine, name));
    part(out, engine, Campaigns.COMPILING);
    sum(out, "mailing engine", ofEngine(), engine, reference());
    Campaigns.askedParts().forEach(name -> part(out, engine, name));
    sum(out, "with the services that it asks", ofAll, engine, reference());
    Campaigns.Told last = campaigns.getLast();
    if (engine.messages() == recipients) {
      out.printf(
          Locale.ROOT,
          "engine, us a message: %.0f at 10-30 %% of the way, %.0f at 70-90 %%%n",
          last.early(),
          last.late());
    }
    out.printf(
        Locale.ROOT,
        "notification-service, resident: %d MB at a tenth, %d MB at the end, %d MB at most%n%n",
        last.atFirst().now() / 1024,
        last.atLast().now() / 1024,
        last.atLast().most() / 1024);
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
