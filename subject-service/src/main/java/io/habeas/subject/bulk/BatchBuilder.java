package io.habeas.subject.bulk;

import io.habeas.subject.account.Registration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects lines. Lines of the same account become one as long as they are about different people;
 * for a line about the same person again the batch must end, so that the later line is applied
 * later.
 */
final class BatchBuilder {

  private static final int MOST_LINES = 500;

  private final long firstLine;
  private final @Nullable List<String> columns;
  private final Map<String, Registration> accounts = new LinkedHashMap<>();
  private final Map<String, List<Long>> sources = new HashMap<>();
  private final Map<String, Set<String>> people = new HashMap<>();
  private final List<LineError> errors = new ArrayList<>();
  private long nextLine;
  private long lines;

  BatchBuilder(long firstLine, long nextLine, @Nullable List<String> columns) {
    this.firstLine = firstLine;
    this.nextLine = nextLine;
    this.columns = columns;
  }

  boolean isFull() {
    return nextLine - firstLine >= MOST_LINES;
  }

  boolean isEmpty() {
    return nextLine == firstLine;
  }

  /** Whether the line can be applied together with those before. */
  boolean fits(LineResult result) {
    if (!(result instanceof LineResult.Account(Registration account))) {
      return true;
    }
    Set<String> known = people.getOrDefault(account.number().lookUpForm(), Set.of());
    return account.people().stream().noneMatch(person -> known.contains(person.key()));
  }

  void add(long line, LineResult result) {
    nextLine = line + 1;
    switch (result) {
      case LineResult.Blank blank -> {}
      case LineResult.Broken(LineError error) -> {
        lines++;
        errors.add(error);
      }
      case LineResult.Account(Registration account) -> {
        lines++;
        add(line, account);
      }
    }
  }

  private void add(long line, Registration account) {
    String number = account.number().lookUpForm();
    accounts.merge(number, account, Registration::and);
    sources.computeIfAbsent(number, unused -> new ArrayList<>()).add(line);
    Set<String> keys = people.computeIfAbsent(number, unused -> new HashSet<>());
    account.people().forEach(person -> keys.add(person.key()));
  }

  /** The numbers of its accounts. */
  Set<String> numbers() {
    return accounts.keySet();
  }

  long firstLine() {
    return firstLine;
  }

  /**
   * @param apartFrom see {@link Batch}
   */
  Batch build(long apartFrom) {
    Map<Registration, List<Long>> bySource = new IdentityHashMap<>();
    accounts.forEach(
        (number, account) -> bySource.put(account, sources.getOrDefault(number, List.of())));
    return new Batch(
        firstLine,
        nextLine,
        lines,
        List.copyOf(accounts.values()),
        bySource,
        List.copyOf(errors),
        apartFrom,
        columns);
  }
}
