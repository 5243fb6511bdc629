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
import java.util.SortedMap;

/**
 * How the mailing compares with {@code smtp-source}: its words to the relay alone, and the whole
 * engine. The three send in turns, so that whatever else the machine does disturbs all alike. With
 * several numbers of recipients the same services tell ever more people.
 */
public final class MailingBench {
  private static final Duration WARM = Duration.ofSeconds(25);

  /** Of small campaigns several make a round: each size is measured over as many letters. */
  private static final int LETTERS_A_ROUND = 100_000;

  private static final int MOST_AT_ONCE = 10;

  /**
   * Until the JVM has compiled most of what it will. What runs once a campaign or a batch takes
   * many campaigns to be found worth it, so these are small and many.
   */
  private static final int WARM_LETTERS = 1_000_000;

  private static final int WARM_RECIPIENTS = 10_000;

  /**
   * As in production, but with a heap that does not grow with the machine, and is touched from the
   * start: what it seems to take would grow until the collector has been to its last corner.
   */
  private static final String JVM = "-XX:+UseSerialGC -Xms256m -Xmx256m -XX:+AlwaysPreTouch";

  /** What the reference and our client alone send; the engine has as many lanes as by default. */
  private static final Load LOAD = new Load(8, 4_300);

  private final Path root;

  /** A bench of the project at this place. */
  public MailingBench(Path root) {
    this.root = root;
  }

  /**
   * Runs it and prints a table for each number of recipients, and last the ratio of the whole
   * engine with most of them.
   *
   * @param sizes how many rounds with how many recipients
   */
  public void run(SortedMap<Integer, Integer> sizes) {
    if (!ProcessTimes.areKnown()) {
      throw new Trouble("bench", "needs /proc to read CPU times from", "Run it on Linux");
    }
    Path directory = root.resolve("benchmarks/target/bench");
    Postfix postfix = Postfix.find(directory);
    try (Relay relay = Relay.start(postfix);
        SmtpLeg leg = SmtpLeg.start(relay, LOAD, List.of(JVM.split(" ")));
        MeasuredSuite suite = suite(directory, relay)) {
      Contest contest =
          new Contest(
              new SmtpSource(postfix, relay, LOAD),
              leg,
              new Campaigns(suite, relay),
              new People(suite));
      contest.warmUp(Math.min(WARM_RECIPIENTS, sizes.firstKey()));
      List<Comparison> all = new ArrayList<>();
      sizes.forEach((recipients, rounds) -> all.add(contest.run(recipients, rounds)));
      Comparison.print(all);
    }
  }

  private MeasuredSuite suite(Path directory, Relay relay) {
    say("starting PostgreSQL, the identity provider and three services");
    return MeasuredSuite.start(
        root,
        directory.resolve("data"),
        List.of("postgres", "keycloak", "subject", "consent", "notification"),
        Map.of("HABEAS_JVM", JVM, "HABEAS_RELAYS_MAIN_PORT", Integer.toString(relay.port())));
  }

  /** Those who send in turns, and those to whom. */
  private record Contest(SmtpSource source, SmtpLeg leg, Campaigns campaigns, People people) {
    void warmUp(int recipients) {
      bringIn(recipients);
      MailingBench.warmUp("own SMTP client", recipients, () -> leg.send(recipients));
      int atOnce = atOnce(recipients);
      MailingBench.warmUp(
          "engine", recipients * atOnce, () -> campaigns.tellEverybody(recipients, atOnce));
    }

    Comparison run(int recipients, int rounds) {
      bringIn(recipients);
      int atOnce = atOnce(recipients);
      int letters = Math.min(recipients * atOnce, LETTERS_A_ROUND);
      List<Figures> sources = new ArrayList<>();
      List<Figures> legs = new ArrayList<>();
      List<Campaigns.Told> engines = new ArrayList<>();
      for (int round = 1; round <= rounds; round++) {
        sources.add(source.send(letters));
        legs.add(leg.send(letters));
        engines.add(campaigns.tellEverybody(recipients, atOnce));
        say(
            "%,d recipients, round %d of %d: %,.0f a second"
                .formatted(recipients, round, rounds, engines.getLast().figures().perSecond()));
      }
      return new Comparison(recipients, Figures.median(sources), Figures.median(legs), engines);
    }

    private static int atOnce(int recipients) {
      return Math.clamp(LETTERS_A_ROUND / recipients, 1, MOST_AT_ONCE);
    }

    private void bringIn(int recipients) {
      if (people.known() < recipients) {
        say("importing up to %,d customers".formatted(recipients));
        say("imported %,.0f a second".formatted(people.bringIn(recipients)));
      }
    }
  }

  private static void warmUp(String what, int letters, Runnable work) {
    say("warming up: " + what);
    long until = System.nanoTime() + WARM.toNanos();
    for (int sent = 0; sent < WARM_LETTERS || System.nanoTime() < until; sent += letters) {
      work.run();
    }
  }

  private static void say(String words) {
    System.err.println("habeas: " + words);
  }
}
