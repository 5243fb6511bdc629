package io.habeas.local;

import io.habeas.local.demo.Demo;
import io.habeas.local.home.DataDirectory;
import io.habeas.local.home.Ports;
import io.habeas.local.home.Secrets;
import io.habeas.local.home.Trouble;
import io.habeas.local.process.PidFile;
import io.habeas.local.process.Probe;
import io.habeas.local.process.Stopping;
import io.habeas.local.services.Services;
import io.habeas.local.suite.Progress;
import io.habeas.local.suite.Wanted;
import io.habeas.local.suite.Wanted.Wish;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What can be asked of a suite from outside its launcher. */
final class Control {

  private static final String LAUNCHER = "launcher";
  private static final String DATABASE = "postgres";
  private static final Duration RESTART = Duration.ofMinutes(3);

  private final DataDirectory data;
  private final Wanted wanted;

  Control(DataDirectory data) {
    this.data = data;
    this.wanted = new Wanted(data.run());
  }

  /** Two launchers must not share a data directory. */
  void refuseIfRunning() {
    launcher()
        .ifPresent(
            process -> {
              throw new Trouble(
                  "up",
                  "the suite in " + data.root() + " runs already (process " + process.pid() + ")",
                  "Say ./habeas down first, or choose --data and --port for a second suite");
            });
  }

  /** Stops the launcher, which stops its parts, and then whatever a killed launcher left. */
  void down() {
    boolean ran = !PidFile.all(data.run()).isEmpty();
    launcher().ifPresent(process -> Stopping.stop(LAUNCHER, process));
    clearRemains();
    System.out.println(
        ran ? "Stopped; the data is in " + data.root() : "Nothing runs in " + data.root());
  }

  /** Stops parts whose launcher is gone, the database last. */
  void clearRemains() {
    List<PidFile> remains = PidFile.all(data.run());
    remains.stream().filter(file -> !file.part().equals(DATABASE)).forEach(Control::end);
    remains.stream().filter(file -> file.part().equals(DATABASE)).forEach(Control::end);
    new Running(data).end();
  }

  void status() {
    Optional<ProcessHandle> launcher = launcher();
    if (launcher.isEmpty()) {
      throw new Trouble("status", "nothing runs in " + data.root(), "Say ./habeas up");
    }
    Running running = new Running(data);
    System.out.println(running.isReady() ? "The suite is ready." : "The suite is starting.");
    Ports ports = new Ports(running.lastPort().orElse(Arguments.DEFAULT_PORT));
    ports.byPart().forEach(this::line);
  }

  private void line(String part, int[] ports) {
    String state =
        PidFile.of(data.run(), part)
            .process()
            .map(process -> "process " + process.pid())
            .orElse("down");
    System.out.printf("  %-13s %-16s port %d%n", part, state, ports[0]);
  }

  /** Loads the demo into the suite that runs. */
  void demo() {
    Running running = new Running(data);
    if (launcher().isEmpty() || !running.isReady()) {
      throw new Trouble("demo", "no suite is ready in " + data.root(), "Say ./habeas up --demo");
    }
    Ports ports = new Ports(running.lastPort().orElse(Arguments.DEFAULT_PORT));
    Progress progress = new Progress(System.out);
    new Demo(ports, Secrets.of(data), words -> progress.say("demo", words))
        .load(new Clock(data).offset());
  }

  /** Copies what a part has printed. */
  void logs(String part) {
    if (!part.equals(LAUNCHER)) {
      requireKnown(part);
    }
    Path log = data.log(part);
    try {
      Files.copy(log, System.out);
    } catch (IOException e) {
      throw new Trouble(part, "there is no log " + log, "See the parts with ./habeas status", e);
    }
  }

  /** Ends a part as a crash would; it stays down until it is started. */
  void kill(String part) {
    ProcessHandle process = running(part);
    wanted.want(part, Wish.DOWN);
    Stopping.kill(process);
    System.out.println(part + " is killed");
  }

  /** Lets the launcher start a part that is down; returns when it can be used. */
  void start(String part) {
    requireKnown(part);
    Optional<ProcessHandle> before = PidFile.of(data.run(), part).process();
    if (before.isPresent()) {
      throw new Trouble(part, "runs already", "See ./habeas status");
    }
    wanted.want(part, Wish.UP);
    awaitStart(part);
    System.out.println(part + " is started");
  }

  /** Ends a part in order and lets the launcher start it again. */
  void restart(String part) {
    ProcessHandle process = running(part);
    wanted.want(part, Wish.DOWN);
    Stopping.stop(part, process);
    start(part);
  }

  private void awaitStart(String part) {
    long deadline = System.nanoTime() + RESTART.toNanos();
    Probe probe = probe(part);
    while (!usable(part, probe)) {
      if (System.nanoTime() > deadline || launcher().isEmpty()) {
        throw new Trouble(part, "was not started by the launcher", "See ./habeas status");
      }
      pause();
    }
  }

  private boolean usable(String part, Probe probe) {
    try {
      return PidFile.of(data.run(), part).process().isPresent() && probe.ready();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Probe probe(String part) {
    Ports ports = new Ports(new Running(data).lastPort().orElse(Arguments.DEFAULT_PORT));
    return Services.isOne(part)
        ? Services.probe(part, ports)
        : Probe.listening(Objects.requireNonNull(ports.byPart().get(part))[0]);
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void requireKnown(String part) {
    if (!Up.PARTS.contains(part)) {
      throw new Trouble(part, "is no part", "The parts are " + String.join(", ", Up.PARTS));
    }
  }

  private ProcessHandle running(String part) {
    requireKnown(part);
    if (launcher().isEmpty()) {
      throw new Trouble(part, "no launcher watches over " + data.root(), "Say ./habeas up");
    }
    return PidFile.of(data.run(), part)
        .process()
        .orElseThrow(() -> new Trouble(part, "does not run", "See ./habeas status"));
  }

  private Optional<ProcessHandle> launcher() {
    return PidFile.of(data.run(), LAUNCHER)
        .process()
        .filter(process -> process.pid() != ProcessHandle.current().pid());
  }

  private static void end(PidFile file) {
    if (file.process().isPresent() && file.process().get().pid() != ProcessHandle.current().pid()) {
      Stopping.stop(file.part(), file.process().get());
    }
    file.delete();
    deleteQuietly(file.path().resolveSibling(file.part() + ".wanted"));
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
