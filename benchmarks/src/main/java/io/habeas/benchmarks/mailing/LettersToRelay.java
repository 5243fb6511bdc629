package io.habeas.benchmarks.mailing;

import io.habeas.notification.smtp.Endpoint;
import io.habeas.notification.smtp.Handover;
import io.habeas.notification.smtp.Letter;
import io.habeas.notification.smtp.Mailbox;
import io.habeas.notification.smtp.RelayUnavailable;
import io.habeas.notification.smtp.SmtpConnection;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;

/**
 * Sends as many letters as each line of its input says, over connections that it keeps, and answers
 * with the nanoseconds that it took: {@code <port> <connections> <size>}.
 */
final class LettersToRelay {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private LettersToRelay() {}

  public static void main(String... args)
      throws IOException, RelayUnavailable, InterruptedException, ExecutionException {
    int connections = Integer.parseInt(args[1]);
    byte[] content = content(Integer.parseInt(args[2]));
    List<SmtpConnection> open = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      open.add(
          SmtpConnection.open(
              endpoint(Integer.parseInt(args[0])),
              (SSLSocketFactory) SSLSocketFactory.getDefault()));
    }
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (String order = orders.readLine(); order != null; order = orders.readLine()) {
        int messages = Integer.parseInt(order);
        long began = System.nanoTime();
        List<Future<?>> sending = new ArrayList<>();
        for (SmtpConnection connection : open) {
          sending.add(threads.submit(() -> send(connection, messages / connections, content)));
        }
        for (Future<?> each : sending) {
          each.get();
        }
        System.out.println(System.nanoTime() - began);
      }
    }
  }

  private static void send(SmtpConnection connection, int messages, byte[] content) {
    Mailbox from = Mailbox.of("bounces@habeas.example").orElseThrow();
    Mailbox to = Mailbox.of("somebody@people.example").orElseThrow();
    connection.sendAll(
        Stream.generate(() -> new Letter<>("", Optional.of(from), to, content))
            .limit(messages)
            .iterator(),
        (_, handover) -> {
          if (!(handover instanceof Handover.Accepted)) {
            throw new IllegalStateException("the relay says " + handover);
          }
        });
  }

  private static Endpoint endpoint(int port) {
    return new Endpoint(
        "127.0.0.1",
        port,
        Endpoint.Security.NONE,
        Optional.empty(),
        "bench.habeas.example",
        new Endpoint.Patience(PATIENCE, PATIENCE, PATIENCE));
  }

  private static byte[] content(int size) {
    String line = "Words of the length that a line of a letter has, more or less.\r\n";
    String letter = "From: bounces@habeas.example\r\nSubject: a letter\r\n\r\n" + line.repeat(size);
    return letter.substring(0, size).getBytes(StandardCharsets.US_ASCII);
  }
}
