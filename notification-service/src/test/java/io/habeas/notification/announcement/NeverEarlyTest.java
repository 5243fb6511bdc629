package io.habeas.notification.announcement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/**
 * Whatever is done in whatever order, no version comes into force that somebody whom it concerns
 * was not told of thirty days before. What was really said to whom is kept by the tests alone.
 */
class NeverEarlyTest {
  /** One thing that somebody does, or that happens; what to is chosen by the numbers. */
  record Step(Deed deed, int one, int other) {}

  enum Deed {
    DRAFT,
    REWRITE,
    PROPOSE,
    APPROVE,
    ANNOUNCE,
    TELL,
    TELL_ALL,
    BOUNCE,
    PROBE,
    PAGE_DOWN,
    POSTPONE,
    WITHDRAW,
    HOURS_PASS,
    DAYS_PASS,
    MONTH_PASSES,
    ACTIVATE
  }

  @Provide
  Arbitrary<List<Step>> lives() {
    Arbitrary<Deed> deeds =
        Arbitraries.frequency(
            Tuple.of(3, Deed.DRAFT),
            Tuple.of(1, Deed.REWRITE),
            Tuple.of(5, Deed.PROPOSE),
            Tuple.of(5, Deed.APPROVE),
            Tuple.of(12, Deed.ANNOUNCE),
            Tuple.of(6, Deed.TELL),
            Tuple.of(10, Deed.TELL_ALL),
            Tuple.of(2, Deed.BOUNCE),
            Tuple.of(4, Deed.PROBE),
            Tuple.of(1, Deed.PAGE_DOWN),
            Tuple.of(1, Deed.POSTPONE),
            Tuple.of(1, Deed.WITHDRAW),
            Tuple.of(2, Deed.HOURS_PASS),
            Tuple.of(3, Deed.DAYS_PASS),
            Tuple.of(7, Deed.MONTH_PASSES),
            Tuple.of(12, Deed.ACTIVATE));
    Arbitrary<Integer> numbers = Arbitraries.integers().between(0, 1_000);
    return Combinators.combine(deeds, numbers, numbers)
        .as(Step::new)
        .list()
        .ofMinSize(15)
        .ofMaxSize(80);
  }

  @Property(tries = 3_000)
  void nothingComesIntoForceBeforeEverybodyWhomItConcernsWasToldThirtyDays(
      @ForAll("lives") List<Step> life) {
    World world = new World();
    for (Step step : life) {
      world.take(step);
      assertThat(world.wrongs()).as("after %s", step).isEmpty();
    }
    Statistics.label("came into force")
        .collect(
            world.cameByNotice() > 0 ? "told" : "not", world.cameByPosting() > 0 ? "posted" : "not")
        .coverage(
            coverage -> {
              coverage.checkQuery(seen -> seen.get(0).equals("told")).percentage(p -> p > 2);
              coverage.checkQuery(seen -> seen.get(1).equals("posted")).percentage(p -> p > 0.2);
            });
  }
}
