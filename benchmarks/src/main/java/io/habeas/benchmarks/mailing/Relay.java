package io.habeas.benchmarks.mailing;

import io.habeas.benchmarks.machine.Postfix;
import io.habeas.benchmarks.machine.ProcessTimes;
import io.habeas.benchmarks.suite.Pause;
import io.habeas.local.home.Trouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The relay of all sides: {@code smtp-sink}, which takes everything and keeps nothing. */
final class Relay implements AutoCloseable {
  static final String NAME = "relay (smtp-sink)";
  private static final int TRIES = 50;
  private static final int BACKLOG = 128;

  private final Process process;
  private final int port;

  private Relay(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static Relay start(Postfix postfix) {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = free.getLocalPort();
      free.close();
      Process process =
          postfix
              .program("smtp-sink", arguments(port))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      Relay relay = new Relay(process, port);
      relay.awaitListening();
      return relay;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Started by root it wants to be somebody else. */
  private static List<String> arguments(int port) {
    List<String> arguments = List.of("127.0.0.1:" + port, Integer.toString(BACKLOG));
    return System.getProperty("user.name").equals("root")
        ? Stream.concat(Stream.of("-u", "nobody"), arguments.stream()).toList()
        : arguments;
  }

  int port() {
    return port;
  }

  long cpu() {
    return ProcessTimes.cpuMicros(process.pid());
  }

  private void awaitListening() throws IOException {
    for (int i = 0; i < TRIES; i++) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
        return;
      } catch (IOException notYet) {
        Pause.millis(100);
      }
    }
    close();
    throw new Trouble("smtp-sink", "does not listen", "Look whether the port is taken");
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
