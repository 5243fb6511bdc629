package io.habeas.notification.smtp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A relay that does to each recipient what the first word of its address says. It reads bytes as
 * they are: a letter is what stands before CR LF dot CR LF, and nothing else ends it.
 */
public final class ScriptedRelay implements AutoCloseable {
  private static final Duration HELD = Duration.ofMillis(500);

  private final ServerSocket socket;
  private volatile List<String> extensions = List.of("PIPELINING", "8BITMIME");
  private volatile @Nullable SSLContext tls;
  private volatile String behindStartTls = "";
  private volatile String greeting = "220 ready";

  /** Sessions begun. */
  public final AtomicInteger sessions = new AtomicInteger();

  /** Letters taken, by recipient; what was taken is taken, whether it was answered or not. */
  public final Map<String, List<byte[]>> taken = new ConcurrentHashMap<>();

  /** Every command line of every session. */
  public final List<String> heard = new CopyOnWriteArrayList<>();

  private final Set<String> tried = ConcurrentHashMap.newKeySet();
  private volatile Consumer<Moment> watcher = _ -> {};
  private volatile boolean onlyOnce;
  private volatile boolean forgetful;

  /** Where a session is. */
  public enum Moment {
    CONNECTED,
    MAIL,
    RCPT,
    DATA,
    /** The letter is taken, and that is not said yet. */
    TAKEN,
    /** It was said. */
    ANSWERED
  }

  public ScriptedRelay() throws IOException {
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(this::accept);
  }

  public int port() {
    return socket.getLocalPort();
  }

  /** Who is told of each moment, before the relay answers. */
  public void watchedBy(Consumer<Moment> watcher) {
    this.watcher = watcher;
  }

  /** Remembers who got letters, and not what was in them. */
  public ScriptedRelay forgetful() {
    forgetful = true;
    return this;
  }

  /** Does what an address says the first time that it is named, and then takes its letters. */
  public ScriptedRelay unrulyOnce() {
    onlyOnce = true;
    return this;
  }

  ScriptedRelay offering(String... keywords) {
    extensions = List.of(keywords);
    return this;
  }

  ScriptedRelay securedBy(SSLContext context) {
    tls = context;
    return this;
  }

  ScriptedRelay sayingBehindStartTls(String words) {
    behindStartTls = words;
    return this;
  }

  ScriptedRelay greeting(String words) {
    greeting = words;
    return this;
  }

  int lettersTaken() {
    return taken.values().stream().mapToInt(List::size).sum();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = socket.accept();
        client.setTcpNoDelay(true);
        sessions.incrementAndGet();
        Thread.startVirtualThread(() -> talk(client));
      }
    } catch (IOException e) {
      // closed: the test is over
    }
  }

  private void talk(Socket client) {
    try (Session session = new Session(client)) {
      session.run();
    } catch (IOException e) {
      // the client is gone
    }
  }

  private final class Session implements AutoCloseable {
    private Socket client;
    private InputStream in;
    private OutputStream out;
    private String recipient = "";
    private String word = "";
    private boolean recipientKnown;

    Session(Socket client) throws IOException {
      this.client = client;
      in = new BufferedInputStream(client.getInputStream());
      out = client.getOutputStream();
    }

    void run() throws IOException {
      watcher.accept(Moment.CONNECTED);
      say(greeting);
      for (String line = line(); line != null && obey(line); line = line()) {
        heard.add(line);
      }
    }

    private boolean obey(String line) throws IOException {
      String verb = line.split("[ :]", 2)[0];
      switch (verb) {
        case "EHLO" -> ehlo();
        case "STARTTLS" -> startTls();
        case "AUTH" -> authenticate(line);
        case "MAIL" -> {
          watcher.accept(Moment.MAIL);
          say(line.contains("<stranger@") ? "550 5.7.1 not you" : "250 2.1.0 fine");
        }
        case "RCPT" -> {
          return recipient(line);
        }
        case "DATA" -> {
          return data();
        }
        case "QUIT" -> {
          say("221 bye");
          return false;
        }
        default -> say("250 fine");
      }
      return true;
    }

    private void ehlo() throws IOException {
      StringBuilder answer = new StringBuilder("250-relay.test at your service");
      extensions.forEach(each -> answer.append("\r\n250-").append(each));
      say(answer.append("\r\n250 HELP").toString());
    }

    private boolean recipient(String line) throws IOException {
      lockstep();
      recipient = line.replaceAll(".*<(.*)>.*", "$1");
      word = tried.add(recipient) || !onlyOnce ? recipient.replaceAll("[^a-z].*", "") : "";
      watcher.accept(Moment.RCPT);
      recipientKnown = false;
      switch (word) {
        case "later" -> say("450 4.2.1 later");
        case "never", "greedy" -> say("550 5.1.1 <" + recipient + "> never");
        case "cut" -> {
          return false;
        }
        case "closing" -> {
          say("421 4.3.2 closing");
          return false;
        }
        default -> {
          recipientKnown = true;
          say("250 2.1.5 fine");
        }
      }
      return true;
    }

    private boolean data() throws IOException {
      if (!recipientKnown && !word.equals("greedy")) {
        say("503 5.5.1 no recipient");
        return true;
      }
      watcher.accept(Moment.DATA);
      say("354 go on");
      byte[] letter = letter();
      if (!recipientKnown) {
        say("554 5.5.1 no valid recipients");
        return true;
      }
      switch (word) {
        case "torn" -> {
          return false;
        }
        case "full" -> say("452 4.3.1 no room");
        case "spam" -> say("554 5.7.1 we do not like it");
        case "bye" -> {
          say("421 4.3.2 closing");
          return false;
        }
        default -> {
          taken
              .computeIfAbsent(recipient, _ -> new CopyOnWriteArrayList<>())
              .add(forgetful ? new byte[0] : letter);
          watcher.accept(Moment.TAKEN);
          boolean goesOn = answerTaken();
          watcher.accept(Moment.ANSWERED);
          return goesOn;
        }
      }
      recipientKnown = false;
      return true;
    }

    private boolean answerTaken() throws IOException {
      recipientKnown = false;
      switch (word) {
        case "drop" -> {
          return false;
        }
        case "held" -> {
          await();
          say("250 2.0.0 taken");
        }
        case "trickle" -> trickle();
        case "endless" -> endless();
        case "babble" -> say("hello there, how are you?");
        default -> say("250 2.0.0 taken");
      }
      return true;
    }

    /** Answers only when more has come: the next letter's envelope. */
    private void await() throws IOException {
      long until = System.nanoTime() + HELD.toNanos();
      while (in.available() == 0 && System.nanoTime() < until) {
        pause();
      }
      heard.add(in.available() > 0 ? "ahead" : "silence");
    }

    private void trickle() throws IOException {
      for (byte each : "250-2.0.0 slow\r\n".repeat(50).getBytes(StandardCharsets.US_ASCII)) {
        out.write(each);
        out.flush();
        for (int i = 0; i < 20; i++) {
          pause();
        }
      }
    }

    private void endless() throws IOException {
      while (true) {
        out.write("250-and another thing\r\n".getBytes(StandardCharsets.US_ASCII));
      }
    }

    private static void pause() throws IOException {
      try {
        Thread.sleep(1);
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }

    /** Without PIPELINING nothing may come before the answer. */
    private void lockstep() throws IOException {
      if (!extensions.contains("PIPELINING") && in.available() > 0) {
        heard.add("pushed");
      }
    }

    private void startTls() throws IOException {
      SSLContext context = tls;
      if (context == null) {
        say("454 4.7.0 not now");
        return;
      }
      say("220 go ahead" + behindStartTls);
      SSLSocket secured =
          (SSLSocket)
              context
                  .getSocketFactory()
                  .createSocket(client, client.getInetAddress().getHostAddress(), 0, true);
      secured.setUseClientMode(false);
      client = secured;
      in = new BufferedInputStream(secured.getInputStream());
      out = secured.getOutputStream();
    }

    private void authenticate(String line) throws IOException {
      if (line.equals("AUTH LOGIN")) {
        say("334 VXNlcm5hbWU6");
        heard.add("user " + line());
        say("334 UGFzc3dvcmQ6");
        heard.add("password " + line());
      }
      say(line.endsWith("AHVzZXIAd3Jvbmc=") ? "535 5.7.8 no" : "235 2.7.0 it is you");
    }

    private @Nullable String line() throws IOException {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int each = in.read(); each >= 0; each = in.read()) {
        line.write(each);
        byte[] bytes = line.toByteArray();
        if (each == '\n' && bytes.length > 1 && bytes[bytes.length - 2] == '\r') {
          return new String(bytes, 0, bytes.length - 2, StandardCharsets.UTF_8);
        }
      }
      return null;
    }

    /** Everything up to the dot alone between two line ends, with leading dots undone. */
    private byte[] letter() throws IOException {
      ByteArrayOutputStream letter = new ByteArrayOutputStream();
      while (true) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int last = -1;
        for (int each = in.read(); ; each = in.read()) {
          if (each < 0) {
            throw new IOException("the client is gone");
          }
          line.write(each);
          if (last == '\r' && each == '\n') {
            break;
          }
          last = each;
        }
        byte[] bytes = line.toByteArray();
        if (bytes.length == 3 && bytes[0] == '.') {
          return letter.toByteArray();
        }
        int undone = bytes[0] == '.' ? 1 : 0;
        letter.write(bytes, undone, bytes.length - undone);
      }
    }

    private void say(String line) throws IOException {
      out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    }

    @Override
    public void close() throws IOException {
      client.close();
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
