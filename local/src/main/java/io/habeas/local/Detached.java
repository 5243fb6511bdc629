package io.habeas.local;

import io.habeas.local.home.DataDirectory;
import io.habeas.local.home.Installation;
import io.habeas.local.home.Trouble;
import io.habeas.local.process.Starting;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Starts a launcher that outlives this process, and shows what it does until it is ready. */
final class Detached {

  private Detached() {}

  static void up(Installation installation, DataDirectory data, Arguments arguments) {
    new Control(data).refuseIfRunning();
    if (arguments.fresh()) {
      new Control(data).clearRemains();
      data.delete();
    }
    data.create();
    Path log = data.log("launcher");
    Running running = new Running(data);
    running.end();
    try {
      Files.write(
          log, new byte[0], StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
      Process process = start(installation, data, arguments, log);
      follow(process, log, running);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Process start(
      Installation installation, DataDirectory data, Arguments arguments, Path log)
      throws IOException {
    List<String> command = new ArrayList<>();
    Starting.program("setsid").or(() -> Starting.program("nohup")).ifPresent(command::add);
    command.addAll(
        List.of(
            Installation.java(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx96m",
            "-Dhabeas.root=" + installation.root(),
            "-cp",
            Installation.classPath(),
            Main.class.getName(),
            "up",
            "--data",
            data.root().toString()));
    if (arguments.port() != 0) {
      command.addAll(List.of("--port", Integer.toString(arguments.port())));
    }
    if (!arguments.only().isEmpty()) {
      command.addAll(List.of("--only", String.join(",", arguments.only())));
    }
    if (arguments.demo()) {
      command.add("--demo");
    }
    if (arguments.secondFactor()) {
      command.add("--second-factor");
    }
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    process.getOutputStream().close();
    return process;
  }

  private static void follow(Process process, Path log, Running running) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(log.toFile(), "r")) {
      boolean done = false;
      while (!done) {
        done = running.isReady() || !process.isAlive();
        copyNew(in);
        Thread.sleep(done ? 0 : 200);
      }
      copyNew(in);
      if (!running.isReady()) {
        throw new Trouble("up", "the suite did not start", "The reason is above and in " + log);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroy();
    }
  }

  private static void copyNew(RandomAccessFile in) throws IOException {
    byte[] buffer = new byte[8192];
    for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
      System.out.write(buffer, 0, read);
    }
    System.out.flush();
  }
}
