package io.habeas.benchmarks.mailing;

import io.habeas.benchmarks.machine.Postfix;
import io.habeas.benchmarks.machine.ProcessTimes;
import io.habeas.benchmarks.suite.MeasuredSuite;
import io.habeas.local.home.Trouble;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How the mailing compares with {@code smtp-source}: its words to the relay alone, and the whole
 * engine. The three send in turns, so that whatever else the machine does disturbs all alike.
 */
public final class MailingBench {
  private static final Duration WARM = Duration.ofSeconds(25);
  private static final int MOST_BY_THE_REFERENCE = 100_000;

  /** As in production, but with a heap that does not grow with the machine. */
  private static final String JVM = "-XX:+UseSerialGC -Xms256m -Xmx256m";

  private static final Load LOAD = new Load(8, 4_300);

  private final Path root;
  private final int recipients;
  private final int rounds;

  /** A bench of the project at this place. */
  public MailingBench(Path root, int recipients, int rounds) {
    this.root = root;
    this.recipients = recipients;
    this.rounds = rounds;
  }

  /** Runs it and prints a table, and last the ratio of the whole engine. */
  public void run() {
    if (!ProcessTimes.areKnown()) {
      throw new Trouble("bench", "needs /proc to read CPU times from", "Run it on Linux");
    }
    Path directory = root.resolve("benchmarks/target/bench");
    Postfix postfix = Postfix.find(directory);
    try (Relay relay = Relay.start(postfix);
        SmtpLeg leg = SmtpLeg.start(relay, LOAD, List.of(JVM.split(" ")));
        MeasuredSuite suite = suite(directory, relay)) {
      say("importing %,d customers".formatted(recipients));
      say("imported %,.0f a second".formatted(People.bringIn(suite, recipients)));
      measure(new SmtpSource(postfix, relay, LOAD), leg, new Campaigns(suite, relay)).print();
    }
  }

  private MeasuredSuite suite(Path directory, Relay relay) {
    say("starting PostgreSQL, the identity provider and three services");
    return MeasuredSuite.start(
        root,
        directory.resolve("data"),
        List.of("postgres", "keycloak", "subject", "consent", "notification"),
        Map.of(
            "HABEAS_JVM", JVM,
            "HABEAS_RELAYS_MAIN_PORT", Integer.toString(relay.port()),
            "HABEAS_MAILING_LANES", Integer.toString(LOAD.connections())));
  }

  private Comparison measure(SmtpSource source, SmtpLeg leg, Campaigns campaigns) {
    int letters = Math.min(recipients, MOST_BY_THE_REFERENCE);
    warmUp("own SMTP client", () -> leg.send(letters));
    if (rounds > 1) {
      warmUp("engine", () -> campaigns.tellEverybody(recipients));
    }
    List<Figures> sources = new ArrayList<>();
    List<Figures> legs = new ArrayList<>();
    List<Campaigns.Told> engines = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      sources.add(source.send(letters));
      legs.add(leg.send(letters));
      engines.add(campaigns.tellEverybody(recipients));
      say(
          "round %d of %d: %,.0f a second"
              .formatted(round, rounds, engines.getLast().figures().perSecond()));
    }
    return new Comparison(Figures.median(sources), Figures.median(legs), engines);
  }

  private static void warmUp(String what, Runnable work) {
    say("warming up: " + what);
    long until = System.nanoTime() + WARM.toNanos();
    while (System.nanoTime() < until) {
      work.run();
    }
  }

  private static void say(String words) {
    System.err.println("habeas: " + words);
  }
}
