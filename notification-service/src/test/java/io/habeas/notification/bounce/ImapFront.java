package io.habeas.notification.bounce;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** Stands before a mail server's plain IMAP: secures it, or stops in the middle of things. */
final class ImapFront implements AutoCloseable {
  /** How a connection ends. */
  enum Stop {
    /** The command is not passed on, and the connection is closed. */
    CLOSE,
    /** The command is not passed on, and nothing more is said. */
    HANG,
    /** Of the answer the first bytes are passed on; then the connection is closed. */
    CUT
  }

  /** Whether to stop at a connection's nth command. */
  interface At {
    boolean is(int nth, String command);
  }

  private static final int CUT_AFTER = 90;
  private static final int PATIENCE_MS = 20_000;

  private static final Pattern LISTED = Pattern.compile("\\* \\d+ FETCH \\([^\\r\\n]*UID \\d+");

  private static final Pattern VALIDITY = Pattern.compile("(?<=UIDVALIDITY )\\d+");

  /** How often a message's UID was told: what it costs a server to be read. */
  final AtomicLong listed = new AtomicLong();

  /** The commands that came, without what they are tagged with. */
  final List<String> heard = new CopyOnWriteArrayList<>();

  private final ServerSocket listening;
  private final int behind;
  private @Nullable SSLContext certificate;
  private boolean startsPlain = true;
  private boolean offersStartTls;
  private volatile int renumberings;
  private volatile Stop stop = Stop.CLOSE;
  private volatile At at = (_, _) -> false;

  ImapFront(int behind) throws IOException {
    this.behind = behind;
    this.listening = new ServerSocket(0, 20, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  /** TLS from the first byte. */
  ImapFront securedBy(SSLContext context) {
    certificate = context;
    startsPlain = false;
    return this;
  }

  /** TLS once it is asked for. */
  ImapFront offeringStartTls(SSLContext context) {
    certificate = context;
    offersStartTls = true;
    return this;
  }

  /** From the next connection on. */
  void stop(Stop how, At when) {
    stop = how;
    at = when;
  }

  void goOn() {
    at = (_, _) -> false;
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        client.setSoTimeout(PATIENCE_MS);
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket plain) {
    try (plain;
        Socket server = new Socket(InetAddress.getLoopbackAddress(), behind)) {
      server.setSoTimeout(PATIENCE_MS);
      Socket client = plain;
      if (!startsPlain) {
        client = secured(plain);
      } else if (offersStartTls) {
        client = afterStartTls(plain);
        skipGreeting(server.getInputStream());
      }
      talk(client, server);
    } catch (IOException e) {
      // One of them is gone, and so is the connection.
    }
  }

  private void talk(Socket client, Socket server) throws IOException {
    AtomicLong left = new AtomicLong(Long.MAX_VALUE);
    Thread.ofVirtual().start(() -> answers(server, client, left));
    OutputStream out = server.getOutputStream();
    BufferedReader in = reader(client);
    int nth = 0;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      nth++;
      String command = line.replaceFirst("^\\S+ ", "");
      heard.add(command);
      if (at.is(nth, command)) {
        if (stop == Stop.HANG) {
          in.readLine();
        }
        if (stop != Stop.CUT) {
          return;
        }
        left.set(CUT_AFTER);
      }
      out.write((line + "\r\n").getBytes(ISO_8859_1));
      out.flush();
    }
  }

  private void answers(Socket server, Socket client, AtomicLong left) {
    byte[] buffer = new byte[8192];
    try {
      InputStream in = server.getInputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        int some = (int) Math.min(n, left.get());
        listed.addAndGet(LISTED.matcher(new String(buffer, 0, n, ISO_8859_1)).results().count());
        client.getOutputStream().write(renumbered(buffer, some));
        client.getOutputStream().flush();
        if (some < n) {
          client.close();
          server.close();
          return;
        }
      }
      client.close();
    } catch (IOException e) {
      // The same.
    }
  }

  /** Of the same length, so that a connection that is cut is cut at the same place. */
  private byte[] renumbered(byte[] answer, int length) {
    String text = new String(answer, 0, length, ISO_8859_1);
    return VALIDITY
        .matcher(text)
        .replaceAll(found -> Long.toString(Long.parseLong(found.group()) - renumberings))
        .getBytes(ISO_8859_1);
  }

  /** From now on it says that its numbers are others. */
  void renumber() {
    renumberings++;
  }

  private Socket afterStartTls(Socket plain) throws IOException {
    say(plain, "* OK ready");
    InputStream in = plain.getInputStream();
    while (true) {
      String[] words = line(in).split(" ");
      heard.add(words[1]);
      if (words[1].equals("STARTTLS")) {
        say(plain, words[0] + " OK now");
        return secured(plain);
      }
      say(plain, "* CAPABILITY IMAP4rev1 STARTTLS");
      say(plain, words[0] + " OK done");
    }
  }

  private Socket secured(Socket plain) throws IOException {
    SSLContext context = certificate;
    if (context == null) {
      throw new IllegalStateException("no certificate");
    }
    SSLSocket secured = (SSLSocket) context.getSocketFactory().createSocket(plain, null, true);
    secured.setUseClientMode(false);
    secured.startHandshake();
    return secured;
  }

  private static void skipGreeting(InputStream in) throws IOException {
    line(in);
  }

  /** Byte by byte, so that nothing is taken of what comes after it. */
  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int each = in.read(); each != '\n'; each = in.read()) {
      if (each < 0) {
        throw new IOException("gone");
      }
      line.append((char) each);
    }
    return line.toString().trim();
  }

  private static void say(Socket to, String line) throws IOException {
    to.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    to.getOutputStream().flush();
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
  }
}
