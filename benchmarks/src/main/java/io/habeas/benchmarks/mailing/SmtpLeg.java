package io.habeas.benchmarks.mailing;

import io.habeas.benchmarks.machine.ProcessTimes;
import io.habeas.local.home.Installation;
import io.habeas.local.home.Trouble;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The suite's own words to a relay and nothing else, in a process that stays warm. */
final class SmtpLeg implements AutoCloseable {
  static final String CLIENT = "own SMTP client";

  private final Process process;
  private final BufferedReader said;
  private final OutputStream orders;
  private final Relay relay;

  private SmtpLeg(Process process, Relay relay) {
    this.process = process;
    this.said = process.inputReader(StandardCharsets.UTF_8);
    this.orders = process.getOutputStream();
    this.relay = relay;
  }

  static SmtpLeg start(Relay relay, Load load, List<String> jvmOptions) {
    List<String> command = new java.util.ArrayList<>();
    command.add(Installation.java());
    command.addAll(jvmOptions);
    command.addAll(
        List.of(
            "-cp",
            Installation.classPath(),
            LettersToRelay.class.getName(),
            Integer.toString(relay.port()),
            Integer.toString(load.connections()),
            Integer.toString(load.size())));
    try {
      return new SmtpLeg(
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start(),
          relay);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Figures send(int messages) {
    long sink = relay.cpu();
    long own = ProcessTimes.cpuMicros(process.pid());
    try {
      orders.write((messages + "\n").getBytes(StandardCharsets.UTF_8));
      orders.flush();
      String answer = said.readLine();
      if (answer == null) {
        throw new Trouble(CLIENT, "has ended", "See what it printed");
      }
      return new Figures(
          messages,
          Long.parseLong(answer) / 1e9,
          Map.of(
              CLIENT, ProcessTimes.cpuMicros(process.pid()) - own, Relay.NAME, relay.cpu() - sink));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
