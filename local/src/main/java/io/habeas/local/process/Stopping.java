package io.habeas.local.process;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends processes: politely first, for certain after a while. */
public final class Stopping {

  private static final Duration PATIENCE = Duration.ofSeconds(25);
  private static final Duration LAST_WORD = Duration.ofSeconds(5);

  private Stopping() {}

  /** Ends a process with its descendants; returns when there is none left. */
  public static void stop(String part, ProcessHandle process) {
    stop(part, process, PATIENCE);
  }

  /** The same for a process that has much to write before it ends. */
  public static void stop(String part, ProcessHandle process, Duration patience) {
    askToEnd(part, process);
    if (!endsWithin(process, patience)) {
      kill(process);
    }
  }

  /** Ends a process at once, as a crash would. */
  public static void kill(ProcessHandle process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    endsWithin(process, LAST_WORD);
  }

  /** The database's fast shutdown is SIGINT; SIGTERM would wait for its clients. */
  private static void askToEnd(String part, ProcessHandle process) {
    if (part.equals("postgres")) {
      interrupt(process);
    } else {
      process.destroy();
    }
  }

  private static void interrupt(ProcessHandle process) {
    try {
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      process.destroy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroy();
    }
  }

  private static boolean endsWithin(ProcessHandle process, Duration patience) {
    try {
      process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return !process.isAlive();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    }
  }
}
