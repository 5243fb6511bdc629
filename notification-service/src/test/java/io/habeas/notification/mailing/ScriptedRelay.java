package io.habeas.notification.mailing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A relay that answers each recipient by the word before the at sign. */
final class ScriptedRelay implements AutoCloseable {
  private final ServerSocket socket;
  final AtomicInteger connections = new AtomicInteger();
  final AtomicInteger messages = new AtomicInteger();

  ScriptedRelay() throws IOException {
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(this::accept);
  }

  int port() {
    return socket.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = socket.accept();
        connections.incrementAndGet();
        Thread.startVirtualThread(() -> talk(client));
      }
    } catch (IOException e) {
      // closed: the test is over
    }
  }

  private void talk(Socket client) {
    try (client;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1))) {
      OutputStream out = client.getOutputStream();
      say(out, "220 ready");
      String recipient = "";
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith("RCPT")) {
          recipient = line.replaceAll(".*<(.*)@.*", "$1");
          say(out, answer(recipient));
        } else if (line.startsWith("DATA")) {
          say(out, "354 go on");
          while (!".".equals(in.readLine())) {
            // the message
          }
          if (recipient.equals("drop")) {
            return;
          }
          messages.incrementAndGet();
          say(out, recipient.equals("full") ? "452 no room" : "250 taken");
        } else {
          say(out, line.startsWith("QUIT") ? "221 bye" : "250 fine");
        }
      }
    } catch (IOException e) {
      // the client is gone
    }
  }

  private static String answer(String recipient) {
    return switch (recipient) {
      case "later" -> "450 later";
      case "never" -> "550 never";
      default -> "250 fine";
    };
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
