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
import org.jspecify.annotations.Nullable;

/**
 * Sends as many letters as each line of its input says, over so many connections, and answers with
 * the nanoseconds that it took: {@code <port> <connections> <size>}.
 */
final class LettersToRelay {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private LettersToRelay() {}

  public static void main(String... args)
      throws IOException, InterruptedException, ExecutionException {
    Endpoint relay = endpoint(Integer.parseInt(args[0]));
    int connections = Integer.parseInt(args[1]);
    byte[] content = content(Integer.parseInt(args[2]));
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
      for (String order = orders.readLine(); order != null; order = orders.readLine()) {
        int each = Integer.parseInt(order) / connections;
        long began = System.nanoTime();
        List<Future<?>> sending = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
          sending.add(threads.submit(() -> send(relay, each, content)));
        }
        for (Future<?> one : sending) {
          one.get();
        }
        System.out.println(System.nanoTime() - began);
      }
    }
  }

  private static @Nullable Void send(Endpoint relay, int messages, byte[] content)
      throws RelayUnavailable {
    Mailbox from = Mailbox.of("bounces@habeas.example").orElseThrow();
    Mailbox to = Mailbox.of("somebody@people.example").orElseThrow();
    try (SmtpConnection connection =
        SmtpConnection.open(relay, (SSLSocketFactory) SSLSocketFactory.getDefault())) {
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
    return null;
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
