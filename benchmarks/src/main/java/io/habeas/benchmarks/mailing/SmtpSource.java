package io.habeas.benchmarks.mailing;

import io.habeas.benchmarks.machine.Postfix;
import io.habeas.benchmarks.machine.ProcessTimes;
import io.habeas.local.home.Trouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** The reference: {@code smtp-source -d}, which keeps its connections as a mailing does. */
record SmtpSource(Postfix postfix, Relay relay, Load load) {
  static final String CLIENT = "smtp-source";

  Figures send(int messages) {
    long sink = relay.cpu();
    long own = ProcessTimes.endedChildrenMicros();
    long began = System.nanoTime();
    run(messages);
    double seconds = (System.nanoTime() - began) / 1e9;
    return new Figures(
        messages,
        seconds,
        Map.of(CLIENT, ProcessTimes.endedChildrenMicros() - own, Relay.NAME, relay.cpu() - sink));
  }

  private void run(int messages) {
    List<String> arguments =
        List.of(
            "-d",
            "-s",
            Integer.toString(load.connections()),
            "-l",
            Integer.toString(load.size()),
            "-m",
            Integer.toString(messages),
            "-f",
            "bounces@habeas.example",
            "-t",
            "somebody@people.example",
            "127.0.0.1:" + relay.port());
    try {
      int code =
          postfix
              .program(CLIENT, arguments)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor();
      if (code != 0) {
        throw new Trouble(CLIENT, "ended with " + code, "Run it by hand to see why");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("bench", "was interrupted", "Start again", e);
    }
  }
}
