package io.habeas.local.suite;

import io.habeas.local.process.Part;
import java.util.List;
import java.util.Set;

/**
 * How a part of the suite comes to run.
 *
 * @param name the part's name
 * @param after parts that must be ready before
 * @param preparation what must be done before its process can start
 * @param settling what must be done when its process is ready, before others may use it
 */
public record Plan(String name, Set<String> after, Preparation preparation, Settling settling) {

  /** Makes what was given unmodifiable. */
  public Plan {
    after = Set.copyOf(after);
  }

  /** A plan whose part needs nothing done once it is ready. */
  public static Plan of(String name, Set<String> after, Preparation preparation) {
    return new Plan(name, after, preparation, () -> {});
  }

  /** The names of all parts, in the order in which they are shown. */
  public static List<String> names(List<Plan> plans) {
    return plans.stream().map(Plan::name).toList();
  }

  /** Makes a part ready to be started. */
  @FunctionalInterface
  public interface Preparation {

    /** Does it, saying on the way what takes long. */
    Part prepare(Announcer announcer);
  }

  /** Hears what takes long. */
  @FunctionalInterface
  public interface Announcer {

    /** A few words: "unpacking". */
    void say(String doing);
  }

  /** Finishes a part that has just become ready. */
  @FunctionalInterface
  public interface Settling {

    /** Does it. */
    void settle();
  }
}
