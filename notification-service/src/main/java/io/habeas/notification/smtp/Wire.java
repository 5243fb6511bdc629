package io.habeas.notification.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Bytes to the relay and its replies back. The peer is not trusted to be quick, brief or right: a
 * reply has a time in which it must be whole, however slowly it trickles, and a size.
 */
final class Wire implements AutoCloseable {
  private static final int LONGEST_LINE = 2_000;
  private static final int MOST_LINES = 100;

  private final Outgoing outgoing = new Outgoing();
  private final byte[] incoming = new byte[4096];
  private Socket socket;
  private InputStream in;
  private OutputStream out;
  private int from;
  private int until;

  private Wire(Socket socket) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
  }

  static Wire connect(Endpoint endpoint) throws IOException {
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.connect(
          new InetSocketAddress(endpoint.host(), endpoint.port()),
          Math.toIntExact(endpoint.patience().connect().toMillis()));
      return new Wire(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /**
   * From here on inside TLS with a certificate of that name. What the peer sent ahead of it in
   * clear is somebody's injection (CVE-2011-0411's kind).
   */
  void secure(SSLSocketFactory tls, Endpoint endpoint) throws IOException {
    if (from < until) {
      throw new ProtocolException("words in clear behind the reply to STARTTLS");
    }
    socket.setSoTimeout(Math.toIntExact(endpoint.patience().connect().toMillis()));
    SSLSocket secured =
        (SSLSocket) tls.createSocket(socket, endpoint.host(), endpoint.port(), true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    socket = secured;
    in = secured.getInputStream();
    out = secured.getOutputStream();
  }

  /** What the next {@link #flush} sends. */
  Outgoing outgoing() {
    return outgoing;
  }

  void flush() throws IOException {
    out.write(outgoing.bytes(), 0, outgoing.length());
    out.flush();
    outgoing.clear();
  }

  /**
   * The next reply, of as many lines as it has.
   *
   * @throws SocketTimeoutException if it is not whole in that time
   * @throws ProtocolException if it is no reply
   */
  Reply reply(Duration patience) throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    StringBuilder text = new StringBuilder();
    int code = 0;
    for (int lines = 0; lines < MOST_LINES; lines++) {
      String line = line(deadline);
      int said = code(line);
      if (lines > 0 && said != code) {
        throw new ProtocolException("a reply of two minds");
      }
      code = said;
      text.append(lines == 0 ? "" : "\n").append(line, Math.min(4, line.length()), line.length());
      if (line.length() == 3 || line.charAt(3) == ' ') {
        return Reply.of(code, text.toString());
      }
      if (line.charAt(3) != '-') {
        throw new ProtocolException("not a reply");
      }
    }
    throw new ProtocolException("a reply without end");
  }

  private static int code(String line) throws ProtocolException {
    if (line.length() < 3
        || line.charAt(0) < '2'
        || line.charAt(0) > '5'
        || !Character.isDigit(line.charAt(1))
        || !Character.isDigit(line.charAt(2))) {
      throw new ProtocolException("not a reply");
    }
    return Integer.parseInt(line, 0, 3, 10);
  }

  private String line(long deadline) throws IOException {
    StringBuilder line = new StringBuilder();
    while (line.length() <= LONGEST_LINE) {
      if (from == until) {
        fill(deadline);
      }
      int end = from;
      while (end < until && incoming[end] != '\n') {
        end++;
      }
      line.append(new String(incoming, from, end - from, StandardCharsets.ISO_8859_1));
      boolean whole = end < until;
      from = whole ? end + 1 : end;
      if (whole) {
        int length = line.length();
        return length > 0 && line.charAt(length - 1) == '\r'
            ? line.substring(0, length - 1)
            : line.toString();
      }
    }
    throw new ProtocolException("a line without end");
  }

  private void fill(long deadline) throws IOException {
    long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    if (left <= 0) {
      throw new SocketTimeoutException("no whole reply in time");
    }
    socket.setSoTimeout(Math.toIntExact(Math.min(left, Integer.MAX_VALUE)));
    int read = in.read(incoming);
    if (read < 0) {
      throw new IOException("hung up");
    }
    from = 0;
    until = read;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone either way.
    }
  }
}
