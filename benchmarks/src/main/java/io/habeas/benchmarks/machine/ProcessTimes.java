package io.habeas.benchmarks.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the kernel has counted for processes, from {@code /proc}. */
public final class ProcessTimes {
  /** USER_HZ is 100 wherever Linux tells user space of it. */
  private static final long MICROS_A_TICK = 10_000;

  private static final int USER_TIME = 11;
  private static final int CHILDREN_USER_TIME = 13;
  private static final int CHILDREN_SYSTEM_TIME = 14;

  /** How the kernel shortens "C1 CompilerThread0" and its like. */
  private static final String COMPILER = "C[12] CompilerThre\\s*";

  private ProcessTimes() {}

  /** Whether this machine counts in that way. */
  public static boolean areKnown() {
    return Files.isReadable(Path.of("/proc/self/stat"));
  }

  /** CPU microseconds of a process and of its children that have ended. */
  public static long cpuMicros(long pid) {
    return micros(pid, USER_TIME);
  }

  /** CPU microseconds of this process's own children that have ended. */
  public static long endedChildrenMicros() {
    return micros(ProcessHandle.current().pid(), CHILDREN_USER_TIME);
  }

  /** CPU microseconds of the compilers in a JVM, of those threads of theirs that are left. */
  public static long compilingMicros(long pid) {
    try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
      return threads
          .filter(thread -> read(thread.resolve("comm")).matches(COMPILER))
          .map(thread -> read(thread.resolve("schedstat")).split(" ")[0])
          .mapToLong(nanos -> nanos.isEmpty() ? 0 : Long.parseLong(nanos) / 1_000)
          .sum();
    } catch (IOException gone) {
      return 0;
    }
  }

  private static long micros(long pid, int first) {
    List<String> fields = fields(pid);
    long ticks = 0;
    for (int i = first; i <= CHILDREN_SYSTEM_TIME && i < fields.size(); i++) {
      ticks += Long.parseLong(fields.get(i));
    }
    return ticks * MICROS_A_TICK;
  }

  /** Resident memory in kilobytes, and the most that it ever was. */
  public static Memory memory(long pid) {
    return new Memory(kilobytes(pid, "VmRSS:"), kilobytes(pid, "VmHWM:"));
  }

  /** Resident memory in kilobytes. */
  public record Memory(long now, long most) {}

  /** What a process calls itself. */
  public static String title(long pid) {
    return read(pid, "cmdline").replace('\0', ' ').strip();
  }

  /** The fields behind the program's name, which may hold anything. */
  private static List<String> fields(long pid) {
    String stat = read(pid, "stat");
    return stat.isEmpty()
        ? List.of()
        : List.of(stat.substring(stat.lastIndexOf(')') + 2).strip().split(" "));
  }

  private static long kilobytes(long pid, String name) {
    return read(pid, "status")
        .lines()
        .filter(line -> line.startsWith(name))
        .map(line -> line.replaceAll("[^0-9]", ""))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElse(0);
  }

  /** Nothing, of a process that has ended meanwhile. */
  private static String read(long pid, String file) {
    return read(Path.of("/proc", Long.toString(pid), file));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException gone) {
      return "";
    }
  }
}
